import type { Statement } from '../checkpoint/statement.ts';

/** Why a file proves nothing. Each has its sentence in the messages of `verify`. */
export const faults = [
  'unreadable',
  'too_much',
  'unknown_key',
  'unvouched_key',
  'bad_signature',
  'signed_after_retirement',
  'altered',
  'several_people',
  'chain_broken',
  'checkpoint_unreadable',
  'checkpoint_key',
  'checkpoint_signature',
  'not_in_tree',
] as const;

export type Fault = (typeof faults)[number];

/** Whether an entry is under a signed checkpoint: it is; it is newer than that; the file does not say. */
export type Cover = 'covered' | 'newer' | 'unsaid';

export type CheckedReceipt = {
  seq: number;
  hash: string;
  exchange: string;
  title: string;
  state: 'granted' | 'refused' | 'withdrawn' | 'objected' | 'expired';
  by: 'customer' | 'staff' | 'key' | 'system';
  at: string;
  madeAt: string | null;
  /** Where, when it was made elsewhere. */
  where: string | null;
  /** The browser's privacy signal had a part in it. */
  bySignal: boolean;
  issued: string;
  cover: Cover;
};

export type Verdict =
  | {
      ok: true;
      /** The brand's id, the slug under which its key is published, and its name as the receipts say it. */
      brand: string;
      slug: string;
      name: string | null;
      customer: string;
      receipts: CheckedReceipt[];
      checkpoint: Statement | null;
      /** The customer's last entry under that checkpoint, and its hash. */
      end: { seq: number; hash: string } | null;
    }
  /** `seq`: the entry at fault, where one can be told. */
  | { ok: false; why: Fault; seq: number | null };

export type Holds = Extract<Verdict, { ok: true }>;
