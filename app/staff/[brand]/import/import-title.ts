import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { staffPage } from '#auth/entry.ts';
import { localText } from '#lib/local-text.ts';

export async function importTitle(params: Promise<{ brand: string }>): Promise<Metadata> {
  const { brand } = await staffPage((await params).brand, 'owner', 'editor');
  const [locale, t] = await Promise.all([getLocale(), getTranslations('import')]);
  return { title: `${t('title')} · ${localText(brand.name, locale, brand.defaultLocale)}` };
}
