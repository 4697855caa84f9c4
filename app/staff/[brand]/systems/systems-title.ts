import type { Metadata } from 'next';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';

/** "Systems · Greenbasket" */
export async function systemsTitle(params: Promise<{ brand: string }>): Promise<Metadata> {
  const { brand } = await staffPage((await params).brand, 'owner', 'editor');
  const { locale, t } = await reader();
  return { title: `${t('systems')('title')} · ${wordsOf(locale, brand)(brand.name)}` };
}
