import { randomUUID } from 'node:crypto';
import type { Portal } from './start-portal.ts';

/** Two records that Otterlight imported under one address, as it would for somebody who joined twice. Gives the address. */
export async function twoRecords({ sql }: Portal, since = ['2020-01-05', '2025-03-05']): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  for (const [index, began] of since.entries())
    await sql`insert into customer (customer_id, brand_id, external_id, email, since)
      select ${randomUUID()}, id, ${`TWO-${index}`}, ${email}, ${`${began}T12:00:00Z`} from brand where slug = 'otterlight'`;
  return email;
}
