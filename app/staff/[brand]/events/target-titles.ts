import type { StaffEntry } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { listStaffCategories } from '#domain/category/queries.ts';
import { exchangeOptions } from '../systems/exchange-options.ts';

/** What events can become: the brand's categories and exchanges, in the reader's words. */
export async function targetTitles(entry: StaffEntry) {
  const [exchanges, held, { locale }] = await Promise.all([
    exchangeOptions(entry),
    listStaffCategories(entry.ctx),
    reader(),
  ]);
  const words = wordsOf(locale, entry.brand);
  const categories = held.map(({ slug, name }) => ({ slug, title: words(name) }));
  const titles = new Map([...exchanges, ...categories].map(({ slug, title }) => [slug, title]));
  return { categories, exchanges, titles };
}
