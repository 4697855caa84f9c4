import { sql } from 'drizzle-orm';
import type { LocalText } from '#lib/local-text.ts';
import type { CustomerId, SystemActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import type { IdentifierKind } from './waiting.ts';

export type ChangeNews = {
  /** The record's last address that let its person in. */
  email: string;
  /** What its person reads, as far as is known. */
  locale: string | null;
  kind: IdentifierKind;
  at: Date;
  /** Whether the new one lets its person in already. */
  isOpen: boolean;
  brand: { slug: string; name: LocalText; defaultLocale: string };
};

type Row = Omit<ChangeNews, 'at' | 'isOpen' | 'brand'> & {
  at: string;
  open: boolean;
  slug: string;
  name: LocalText;
  default_locale: string;
};

/**
 * Tells a record's earlier address of a change, once: from then on the new one's time runs. One that was refused
 * meanwhile, or changed again, needs no telling. Throws what `tell` throws, and then nothing is written.
 */
export async function tellChange(
  ctx: Ctx<SystemActor>,
  change: { customerId: CustomerId; kind: IdentifierKind; id: number },
  tell: (news: ChangeNews) => Promise<void>,
): Promise<void> {
  const { customerId, kind, id } = change;
  const its = sql`ch.customer_id = ${customerId} and ch.kind = ${kind} and ch.id = ${id}`;
  await transact(ctx, async (tx) => {
    const [row] = await tx.execute<Row>(sql`
      select ch.tell as email, p.locale, ch.kind, ch.at, coalesce(ch.opens_at <= now(), false) as open,
        b.slug, b.name, b.default_locale
      from identifier_change ch
      join brand b on b.id = ch.brand_id
      left join person p on p.email = ch.tell
      where ${its} and ch.tell is not null and ch.told_at is null and ch.decision is distinct from 'refused'
        and not exists (select from identifier_change next
          where next.customer_id = ch.customer_id and next.kind = ch.kind and next.id > ch.id)
      for update of ch`);
    if (!row) return;
    const { slug, name, default_locale, at, open, ...news } = row;
    await tell({
      ...news,
      at: new Date(at),
      isOpen: open,
      brand: { slug, name, defaultLocale: default_locale },
    });
    await tx.execute(sql`
      update identifier_change ch
      set told_at = now(), opens_at = case
        when ch.opens_at is not null or ch.objected_at is not null or found_wrong(ch.customer_id, ch.kind, ch.to_value)
          then ch.opens_at
        else now() + interval '72 hours' end
      where ${its}`);
  });
}
