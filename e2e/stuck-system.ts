import { randomUUID } from 'node:crypto';
import type { BrandId } from '#domain/actor.ts';
import { newSecret, sealSecret } from '#domain/system/secret.ts';
import type { SealKey } from '#lib/seal.ts';
import type { Portal } from './start-portal.ts';

/**
 * A system of Brightfennel's to which one delivery is stuck: one of the demo's customers had made a choice.
 * `sealKey` is what its secret is sealed with; by default the portal's own.
 */
export async function stuckSystem({ sql, sealKey: own }: Portal, sealKey: SealKey = own): Promise<void> {
  const [brand] = await sql<[{ id: BrandId }]>`select id from brand where slug = 'brightfennel'`;
  const secret = sealSecret(sealKey, { brandId: brand.id, slug: 'mail' }, newSecret());
  await sql`
    insert into system (brand_id, slug, name, summary, exchanges, url, secret)
    values (${brand.id}, 'mail', '{"en": "Mail"}', '{"en": "Sends the letters."}', '{swap-and-save}',
      'https://mail.example/a/rather/long/address/that/could/be/too/wide', ${secret})
    on conflict do nothing`;
  await sql`
    insert into delivery (customer_id, brand_id, seq, system, exchange, state, attempts, last_fault, attempted_at)
    values (${randomUUID()}, ${brand.id}, 1, 'mail', 'swap-and-save', 'parked', 20, 'timeout', now())`;
}
