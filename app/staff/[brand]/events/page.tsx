import { staffPage } from '#auth/entry.ts';
import { ownOrigin } from '#auth/origin.ts';
import { EventTable } from '#components/events/event-table.tsx';
import { SetupSample } from '#components/events/setup-sample.tsx';
import { reader } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { Empty, Section } from '#components/ui/page.tsx';
import { listEvents, mostListed } from '#domain/event/list-events.ts';
import { eventsTitle } from './events-title.ts';
import { targetTitles } from './target-titles.ts';

type Props = { params: Promise<{ brand: string }> };

export const generateMetadata = ({ params }: Props) => eventsTitle(params);

const types = ['track', 'identify', 'page', 'screen'] as const;

/** What came in over Segment's tracking API, and what became of it. */
export default async function EventsPage({ params }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const { brand, ctx } = entry;
  const [events, { titles }, its] = await Promise.all([listEvents(ctx), targetTitles(entry), reader()]);
  const t = its.t('events');
  return (
    <StaffPage entry={entry} place="events" title={t('title')} lead={t('lead')}>
      {events.length === 0 ? (
        <Empty>{t('empty')}</Empty>
      ) : (
        <EventTable brand={brand.slug} events={events} titles={titles} reader={its} />
      )}
      {events.length === mostListed && (
        <p className="mt-3 text-quiet text-sm">{t('more', { count: mostListed })}</p>
      )}
      <Section title={t('find.title')} lead={t('find.lead')}>
        <form action={`/staff/${brand.slug}/events/mapping`} className="max-w-xl">
          <SelectField
            name="type"
            label={t('find.type')}
            options={types.map((type) => ({ value: type, label: t(`find.types.${type}`) }))}
          />
          <TextField
            name="name"
            label={t('find.name')}
            hint={t('find.nameHint')}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
          <Button weight="plain">{t('find.go')}</Button>
        </form>
      </Section>
      <Section title={t('setup.title')} lead={t('setup.lead')}>
        <SetupSample host={await ownOrigin()} reader={its} />
      </Section>
    </StaffPage>
  );
}
