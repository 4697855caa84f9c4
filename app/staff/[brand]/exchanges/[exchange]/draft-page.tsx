import { getTranslations } from 'next-intl/server';
import { brandLanguages } from '#app/staff/brand-languages.ts';
import { nearestInput } from '#app/staff/nearest-input.ts';
import type { StaffEntry } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { BackLink } from '#components/staff/back-link.tsx';
import { DraftChanges } from '#components/staff/draft-changes.tsx';
import { DraftForm } from '#components/staff/draft-form.tsx';
import { DraftPreview } from '#components/staff/draft-preview.tsx';
import { PublishPanel } from '#components/staff/publish-panel.tsx';
import { RetireForm } from '#components/staff/retire-form.tsx';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Section } from '#components/ui/page.tsx';
import { listNames, type Named } from '#domain/category/list-names.ts';
import { impactOf } from '#domain/exchange/impact.ts';
import type { StaffExchange } from '#domain/exchange/staff-exchange.ts';
import { completeTerms } from '#domain/exchange/terms.ts';
import { publish, retire, saveDraft } from '../actions.ts';
import { draftLabels } from '../draft-labels.ts';
import { Versions } from './versions.tsx';

/** An exchange in use or in the making: the draft, what it changes, and the way to publish it. */
export async function DraftPage({ entry, exchange }: { entry: StaffEntry; exchange: StaffExchange }) {
  const { brand, ctx } = entry;
  const { slug, liveVersion, draftRevision: revision } = exchange;
  const [impact, names, labels, t, list, { locale }] = await Promise.all([
    impactOf(ctx, slug),
    listNames(ctx),
    draftLabels(brand),
    getTranslations('staff.draft'),
    getTranslations('staff.exchanges'),
    reader(),
  ]);
  const draft = exchange.draft ?? exchange.live ?? {};
  const hasDraft = exchange.draft !== null;
  const complete = completeTerms(draft);
  const inputs = new Set(impact.missing.map((path) => nearestInput(path, Object.keys(labels))));
  const missing = [...inputs].map((input) => ({ input, label: labels[input] ?? input }));
  const standing = liveVersion === null ? t('noVersion') : t('liveVersion', { version: liveVersion });
  return (
    <StaffPage
      entry={entry}
      place="exchanges"
      title={wordsOf(locale, brand)(draft.title ?? {}) || slug}
      lead={hasDraft ? `${standing}, ${t('hasDraft')}.` : `${standing}.`}
      above={<BackLink href={`/staff/${brand.slug}/exchanges`}>{list('title')}</BackLink>}
    >
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="writing">
          <h2 id="writing" className="border-ink border-b pb-1 font-semibold text-lg">
            {t('edit')}
          </h2>
          <p className="mt-2 mb-6 text-quiet text-sm">{t('editLead')}</p>
          <DraftForm
            draft={draft}
            revision={revision}
            hasDraft={hasDraft}
            languages={brandLanguages(brand)}
            names={names}
            brand={brand}
            action={saveDraft.bind(null, brand.slug, slug)}
          />
        </section>
        <PublishPanel
          impact={impact}
          missing={missing}
          hasDraft={hasDraft}
          liveVersion={liveVersion}
          revision={revision}
          basis={complete?.basis ?? null}
          action={publish.bind(null, brand.slug, slug)}
        />
      </div>
      {hasDraft && (
        <Section title={t('changes')} lead={changesLead(exchange, impact.changes.length, t)}>
          {exchange.live && impact.changes.length > 0 && (
            <DraftChanges changes={impact.changes} labels={labels} names={names} brand={brand} />
          )}
        </Section>
      )}
      <Section title={t('preview')} lead={complete ? t('previewLead') : t('previewNone')}>
        {complete && (
          <DraftPreview
            slug={slug}
            version={(liveVersion ?? 0) + (hasDraft ? 1 : 0)}
            terms={complete}
            purpose={nameOf(names.purposes, complete.purpose)}
            brand={brand}
          />
        )}
      </Section>
      <Versions ctx={ctx} exchange={slug} />
      <RetireForm revision={revision} action={retire.bind(null, brand.slug, slug)} />
    </StaffPage>
  );
}

/** As it will be frozen when the draft is published. */
const nameOf = (named: readonly Named[], slug: string) =>
  named.find((each) => each.slug === slug)?.name ?? { en: slug };

function changesLead(exchange: StaffExchange, changes: number, t: (key: 'first' | 'same') => string) {
  if (!exchange.live) return t('first');
  return changes === 0 ? t('same') : undefined;
}
