import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { preferredLocale } from '#lib/preferred-locale.ts';
import { loadMessages, locales } from '#messages/load.ts';

/** The reader's own pick (cookie), else what the browser asks for. Times are in the browser's zone once it said so. */
export default getRequestConfig(async () => {
  const [cookie, header] = await Promise.all([cookies(), headers()]);
  const locale = preferredLocale(locales, cookie.get('locale')?.value, header.get('accept-language'));
  return { locale, messages: await loadMessages(locale), timeZone: knownZone(cookie.get('zone')?.value) };
});

const zones = new Set(Intl.supportedValuesOf('timeZone'));

const knownZone = (zone: string | undefined) => (zone && zones.has(zone) ? zone : 'UTC');
