/** What the switch's server action answers. `on` has the true state of each exchange it was asked about. */
export type SwitchState =
  | { status: 'idle' }
  | { status: 'saved'; at: string; on: Readonly<Record<string, boolean>> }
  | {
      status: 'failed';
      message: string;
      about: readonly string[];
      on: Readonly<Record<string, boolean>>;
      /** It may have been saved all the same. */
      isUnsure?: boolean;
    };

/** One wish as it travels in a form: `exchange:version:on`. */
export const wishText = (exchange: string, version: number, on: boolean) =>
  `${exchange}:${version}:${on ? 'on' : 'off'}`;

/** Where the page of a form's answer opens without JavaScript: at the row it is about, not at the top of the statement. */
export const rowAddress = (exchange: string) => `#exchange-${exchange}`;
