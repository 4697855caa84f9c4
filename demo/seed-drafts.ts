import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { StaffActor } from '#domain/actor.ts';
import { createExchange } from '#domain/exchange/create-exchange.ts';
import { editDraft } from '#domain/exchange/edit-draft.ts';
import type { DraftTerms } from '#lib/terms.ts';
import { demoDefinitions } from './definitions.ts';

/** A new exchange that still lacks what the customer gets: it cannot be published and says why. */
export async function draftSomethingNew(db: Db, editor: StaffActor): Promise<void> {
  const draft: DraftTerms = {
    title: { en: 'Waste less', de: 'Weniger wegwerfen' },
    give: {
      en: 'We use your receipts to guess what is about to go bad in your kitchen.',
      de: 'Wir schätzen anhand Ihrer Bons, was in Ihrer Küche bald verdirbt.',
    },
    category: 'what-you-buy',
    purpose: 'suggest',
    basis: 'consent',
    level: 2,
  };
  if ((await draftRevision(db, editor, 'waste-less')) === null)
    await createExchange({ db, actor: editor }, { slug: 'waste-less', draft });
}

/** New terms that take more than those in force: publishing them asks everyone again. */
export async function draftSomethingWider(db: Db, editor: StaffActor): Promise<void> {
  const live = demoDefinitions
    .flatMap(({ current }) => current.exchanges)
    .find(({ slug }) => slug === 'watch-together');
  const revision = await draftRevision(db, editor, 'watch-together');
  if (!live || revision === null || revision > 1) return;
  const draft: DraftTerms = {
    ...live.terms,
    give: {
      en: 'We use what you watch to find people with the same taste. The studio Hügelkino sees how many watched.',
      de: 'Mit dem, was Sie ansehen, finden wir Menschen mit gleichem Geschmack. Das Studio Hügelkino sieht, wie viele zusahen.',
    },
    recipients: [...live.terms.recipients, 'Hügelkino'],
    retentionDays: 365,
  };
  await editDraft({ db, actor: editor }, { slug: 'watch-together', revision, draft });
}

async function draftRevision(db: Db, { brandId }: StaffActor, slug: string): Promise<number | null> {
  const [found] = await db
    .select({ revision: exchange.draftRevision })
    .from(exchange)
    .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, slug)));
  return found?.revision ?? null;
}
