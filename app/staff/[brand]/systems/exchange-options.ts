import type { StaffEntry } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { listStaffExchanges } from '#domain/exchange/list-staff-exchanges.ts';

/** The exchanges that a system may use, with those it uses already, in the reader's words. */
export async function exchangeOptions({ ctx, brand }: StaffEntry, used: readonly string[] = []) {
  const [{ exchanges }, { locale }] = await Promise.all([listStaffExchanges(ctx), reader()]);
  const words = wordsOf(locale, brand);
  return exchanges
    .filter(({ slug, status }) => status !== 'retired' || used.includes(slug))
    .map(({ slug, title }) => ({ slug, title: words(title) || slug }));
}
