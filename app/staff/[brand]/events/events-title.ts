import type { Metadata } from 'next';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';

/** "Events · Greenbasket" */
export async function eventsTitle(params: Promise<{ brand: string }>): Promise<Metadata> {
  const { brand } = await staffPage((await params).brand, 'owner', 'editor');
  const { locale, t } = await reader();
  return { title: `${t('events')('title')} · ${wordsOf(locale, brand)(brand.name)}` };
}
