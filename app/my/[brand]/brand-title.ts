import type { Metadata } from 'next';
import { customerPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';

/** "What came back · Greenbasket": the page's name, if it has one, before the brand's. */
export async function brandTitle(
  params: Promise<{ brand: string }>,
  page?: 'value' | 'history',
): Promise<Metadata> {
  const { brand } = await customerPage((await params).brand);
  const { locale, t } = await reader();
  const name = wordsOf(locale, brand)(brand.name);
  return { title: page ? `${t('my.nav')(page)} · ${name}` : name };
}
