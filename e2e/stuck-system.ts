import { randomUUID } from 'node:crypto';
import type { Portal } from './start-portal.ts';

/** A system of Brightfennel's to which one delivery is stuck: one of the demo's customers had made a choice. */
export async function stuckSystem({ sql }: Portal): Promise<void> {
  await sql`
    insert into system (brand_id, slug, name, summary, exchanges, url, secret)
    select id, 'mail', '{"en": "Mail"}', '{"en": "Sends the letters."}', '{swap-and-save}',
      'https://mail.example/a/rather/long/address/that/could/be/too/wide', '\\x00'
    from brand where slug = 'brightfennel' on conflict do nothing`;
  await sql`
    insert into delivery (customer_id, brand_id, seq, system, exchange, state, attempts, last_fault, attempted_at)
    select ${randomUUID()}, id, 1, 'mail', 'swap-and-save', 'parked', 20, 'timeout', now()
    from brand where slug = 'brightfennel'`;
}
