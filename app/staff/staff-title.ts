import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { staffPage } from '#auth/entry.ts';
import { localText } from '#lib/local-text.ts';

/** "Exchanges · Greenbasket". `key` is a message of the staff's, such as `exchanges.title`. */
export async function staffTitle(params: Promise<{ brand: string }>, key: string): Promise<Metadata> {
  const { brand } = await staffPage((await params).brand);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('staff')]);
  return { title: `${t(key)} · ${localText(brand.name, locale, brand.defaultLocale)}` };
}
