import { getTranslations } from 'next-intl/server';
import type { StaffEntry } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { DraftPreview } from '#components/staff/draft-preview.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Section } from '#components/ui/page.tsx';
import type { StaffExchange } from '#domain/exchange/staff-exchange.ts';
import { Versions } from './versions.tsx';

/** An exchange out of use: to read, not to change. */
export async function RetiredPage({ entry, exchange }: { entry: StaffEntry; exchange: StaffExchange }) {
  const { brand, ctx } = entry;
  const { slug, live, meaning, liveVersion, retiredAt } = exchange;
  const [t, list, { locale, format }] = await Promise.all([
    getTranslations('staff.draft'),
    getTranslations('staff.exchanges'),
    reader(),
  ]);
  const when = retiredAt ? t('retired', { date: format.date(retiredAt) }) : '';
  return (
    <StaffPage
      entry={entry}
      place="exchanges"
      title={wordsOf(locale, brand)(live?.title ?? {}) || slug}
      lead={`${when}. ${t('retiredLead')}`}
      above={<BackLink href={`/staff/${brand.slug}/exchanges`}>{list('title')}</BackLink>}
    >
      {live && meaning && liveVersion !== null && (
        <Section title={t('lastVersion', { version: liveVersion })}>
          <DraftPreview
            slug={slug}
            version={liveVersion}
            terms={live}
            purpose={meaning.purpose.name}
            brand={brand}
          />
        </Section>
      )}
      <Versions ctx={ctx} exchange={slug} />
    </StaffPage>
  );
}
