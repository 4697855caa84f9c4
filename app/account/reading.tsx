import { getLocale, getTranslations } from 'next-intl/server';
import { locales } from '#messages/load.ts';
import { languageName } from '../language-name.ts';
import { saveReading } from './actions.ts';
import { ReadingForm } from './reading-form.tsx';

const zones = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') && !zone.startsWith('Etc/')),
];

/** Language and time zone of one's own choice. */
export async function Reading({ timeZone }: { timeZone: string | null }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('account.reading')]);
  return (
    <ReadingForm
      action={saveReading}
      locale={locale}
      timeZone={timeZone ?? ''}
      languages={locales.map((value) => ({ value, label: languageName(value) }))}
      zones={[
        { value: '', label: t('auto') },
        ...zones.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
      ]}
      text={{ language: t('language'), zone: t('zone'), save: t('save') }}
    />
  );
}
