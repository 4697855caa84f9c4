'use server';

import { askingNetwork } from '#auth/asking.ts';
import { requireOwnOrigin } from '#auth/origin.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { compareWithLedger } from '#domain/receipt/compare-with-ledger.ts';
import { verifyAside } from '#domain/receipt/verify-aside.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { ownSealKey } from '#lib/seal.ts';
import { errorMessage } from '../error-message.ts';
import { type VerdictView, verdictView } from './verdict-view.ts';

export type VerifyState =
  | { status: 'idle' }
  | { status: 'failed'; message: string }
  | { status: 'judged'; view: VerdictView };

/** Next refuses larger bodies (next.config.js). */
const largest = 4_000_000;

/** Checks what was chosen or pasted. Nothing is kept. */
export async function checkReceipt(_: VerifyState, form: FormData): Promise<VerifyState> {
  try {
    await requireOwnOrigin();
    const its = await reader();
    const t = its.t('verify.page');
    const text = await textOf(form);
    if (!text.trim()) return { status: 'failed', message: t('none') };
    if (text.length > largest) return { status: 'failed', message: t('tooLarge') };
    const { db } = portal();
    const [keys, asker] = await Promise.all([listPublicKeys(db, ownSealKey()), askingNetwork()]);
    const verdict = await verifyAside(asker, { text, keys });
    const brand = verdict.ok ? await findBrand(db, verdict.slug) : null;
    const here = verdict.ok && brand ? await compareWithLedger(db, verdict, brand.id) : null;
    const named =
      verdict.ok && brand
        ? { ...verdict, name: verdict.name ?? wordsOf(its.locale, brand)(brand.name) }
        : verdict;
    return { status: 'judged', view: verdictView(named, here, its) };
  } catch (error) {
    return { status: 'failed', message: await errorMessage(error) };
  }
}

/** A chosen file counts before pasted text. */
async function textOf(form: FormData): Promise<string> {
  const [file, pasted] = [form.get('file'), form.get('text')];
  if (file instanceof File && file.size > 0) return file.text();
  return typeof pasted === 'string' ? pasted : '';
}
