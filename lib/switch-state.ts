/** Where an exchange stands for its customer. Of two that say different things the one with the higher `seq` is newer. */
export type Stand = {
  on: boolean;
  /** The ledger entry of the last choice about it; 0 when there is none. */
  seq: number;
};

export type Stands = Readonly<Record<string, Stand>>;

/** What the switch's server action answers. `stands` has the true state of each exchange that it knows of. */
export type SwitchState =
  | { status: 'idle' }
  | { status: 'saved'; record: string; at: string; stands: Stands }
  | {
      status: 'failed';
      /** The customer's record that `stands` is of: another than was asked about, when the page was drawn for another. */
      record: string;
      message: string;
      about: readonly string[];
      stands: Stands;
      /** It may have been saved all the same. */
      isUnsure?: boolean;
    };

/** An exchange as a page shows it: which version it tells of, and which choice. */
export type Drawn = Stand & { version: number };

/** One wish as it travels in a form, with what its page showed: `exchange:version:seq:on`. */
export const wishText = (exchange: string, { version, seq }: Omit<Drawn, 'on'>, on: boolean) =>
  `${exchange}:${version}:${seq}:${on ? 'on' : 'off'}`;

/** Where the page of a form's answer opens without JavaScript: at the row it is about, not at the top of the statement. */
export const rowAddress = (exchange: string) => `#exchange-${exchange}`;
