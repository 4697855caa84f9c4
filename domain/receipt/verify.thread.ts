import { telling } from '../in-thread.ts';
import type { KnownKey } from '../signing-key/public-keys.ts';
import { verifyReceipts } from './verify-receipts.ts';

export type VerifyTask = { text: string; keys: readonly KnownKey[] };

/** Run by `verify-aside.ts` on a thread of its own. */
export default telling(({ text, keys }: VerifyTask) => verifyReceipts(text, keys));
