import { notFound } from 'next/navigation';
import { staffPage } from '#auth/entry.ts';
import { eventWords, mappingAddress } from '#components/events/event-words.ts';
import { RuleForm } from '#components/events/rule-form.tsx';
import { RuleList } from '#components/events/rule-list.tsx';
import { reader } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/page.tsx';
import { findEvent } from '#domain/event/list-events.ts';
import { eventNameSchema, mappedTypes } from '#domain/event/mapping.ts';
import { firstOf } from '#lib/first-of.ts';
import { add, remove } from '../actions.ts';
import { eventsTitle } from '../events-title.ts';
import { targetTitles } from '../target-titles.ts';

type Query = { type?: string | string[]; name?: string | string[]; as?: string | string[] };
type Props = { params: Promise<{ brand: string }>; searchParams: Promise<Query> };

export const generateMetadata = ({ params }: Props) => eventsTitle(params);

/** What one kind of event becomes. */
export default async function MappingPage({ params, searchParams }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const query = await searchParams;
  const kind = kindOf(query) ?? notFound();
  const as = firstOf(query.as) === 'benefit' ? 'benefit' : 'holding';
  const [event, { categories, exchanges, titles }, its] = await Promise.all([
    findEvent(entry.ctx, kind),
    targetTitles(entry),
    reader(),
  ]);
  const { slug } = entry.brand;
  const t = its.t('events');
  const other = as === 'holding' ? 'benefit' : 'holding';
  const targets = as === 'holding' ? categories : exchanges;
  return (
    <StaffPage
      entry={entry}
      place="events"
      title={<span className="wrap-anywhere">{eventWords(kind, its)}</span>}
      lead={t('mapping.lead')}
      above={<BackLink href={`/staff/${slug}/events`}>{t('title')}</BackLink>}
    >
      <h2 className="font-semibold text-lg">{t('mapping.rules')}</h2>
      <RuleList
        mapping={event.mapping}
        seen={event.seen}
        titles={titles}
        remove={remove.bind(null, slug, kind)}
        reader={its}
      />
      <Section
        id="add"
        title={t(as === 'holding' ? 'mapping.addHolding' : 'mapping.addBenefit')}
        lead={t(as === 'holding' ? 'mapping.holdingLead' : 'mapping.benefitLead')}
      >
        <RuleForm
          key={as}
          as={as}
          type={kind.type}
          seen={event.seen}
          targets={targets.map((target) => ({ value: target.slug, label: target.title }))}
          action={add.bind(null, slug, kind, as)}
          reader={its}
        />
        <p className="-ml-2 mt-6">
          <ButtonLink weight="quiet" href={`${mappingAddress(slug, kind)}&as=${other}#add`}>
            {t(other === 'holding' ? 'mapping.switchHolding' : 'mapping.switchBenefit')}
          </ButtonLink>
        </p>
      </Section>
    </StaffPage>
  );
}

/** The kind of event that an address names; an identify has no name. */
function kindOf(query: Query) {
  const type = mappedTypes.find((each) => each === (firstOf(query.type) ?? 'track'));
  const given = type === 'identify' ? '' : (firstOf(query.name) ?? '');
  const name = given === '' && type !== 'track' ? '' : eventNameSchema.safeParse(given).data;
  return type && name !== undefined ? { type, name } : null;
}
