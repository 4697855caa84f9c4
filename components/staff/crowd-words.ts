import { getTranslations } from 'next-intl/server';
import { reader } from '../reader.ts';

/** A number of people as this reader may see it: `few` is one to four. */
export async function crowdWords(): Promise<(crowd: number | 'few') => string> {
  const [t, { format }] = await Promise.all([getTranslations('staff'), reader()]);
  return (crowd) => (crowd === 'few' ? t('few') : format.number(crowd));
}

/** 0.254 as 25 %; null where it is not told. */
export function shareWords(locale: string): (share: number | null | undefined) => string {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (share) => (share === null || share === undefined ? '–' : percent.format(share));
}
