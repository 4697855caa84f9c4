import { verifyBrand } from '#domain/checkpoint/verify-brand.ts';
import { verifyReceipts } from '#domain/receipt/verify-receipts.ts';
import { listPublicKeys } from '#domain/signing-key/public-keys.ts';
import type { Customer } from './customers.ts';
import type { Findings } from './findings.ts';
import type { Stage } from './stage.ts';

type Row = { customer: string; seq: number; exchange: string; state: string };

/** Every customer's ledger is what was acknowledged to them, entry by entry, each with its receipt; and all of it verifies. */
export async function checkLedger(stage: Stage, findings: Findings): Promise<void> {
  const { sql, brand, customers, sealKey } = stage;
  const rows = await sql<Row[]>`
    select customer_id as customer, seq::int, exchange, state from ledger where brand_id = ${brand.id} order by customer_id, seq`;
  const written = Map.groupBy(rows, ({ customer }) => customer);
  findings.note('ledger entries', rows.length);
  for (const customer of customers) {
    const entries = written.get(customer.ctx.actor.customerId) ?? [];
    compare(customer, entries, findings);
    await checkReceipts(stage, customer, entries, findings);
  }
  const strayed = await sql`
    select 1 from choice c where c.brand_id = ${brand.id} and not exists (
      select 1 from (
        select distinct on (l.exchange) l.exchange, l.seq, l.state from ledger l where l.customer_id = c.customer_id
        order by l.exchange, l.seq desc
      ) newest where (newest.exchange, newest.seq, newest.state) = (c.exchange, c.seq, c.state))`;
  if (strayed.length > 0) findings.wrong(`${strayed.length} choices are not their newest entry`);
  const check = await verifyBrand(brand.system, sealKey);
  findings.note('checkpoints signed meanwhile', check.checkpoints);
  for (const bad of check.findings) findings.wrong(`the ledger does not verify: ${JSON.stringify(bad)}`);
  if (check.entries !== rows.length) findings.wrong(`only ${check.entries} entries were verified`);
}

function compare({ said, way, externalId }: Customer, entries: readonly Row[], findings: Findings) {
  const acknowledged = said.map(
    ({ exchange, on }, i) => `${i + 1} ${exchange} ${on ? 'granted' : 'withdrawn'}`,
  );
  const found = entries.map(({ seq, exchange, state }) => `${seq} ${exchange} ${state}`);
  const lost = acknowledged.filter((each) => !found.includes(each));
  const more = found.filter((each) => !acknowledged.includes(each));
  findings.count('acknowledged choices lost', lost.length);
  findings.count('entries that nobody was told of', more.length);
  if (lost.length > 0) findings.wrong(`${externalId} (${way}) lost: ${lost.slice(0, 5).join(', ')}`);
  if (more.length > 0) findings.wrong(`${externalId} (${way}) has more: ${more.slice(0, 5).join(', ')}`);
}

/** As the customer downloads them. */
async function checkReceipts(
  { portalUrl, brand, owner, sealKey }: Stage,
  { cookie, externalId }: Customer,
  entries: readonly Row[],
  findings: Findings,
): Promise<void> {
  if (entries.length === 0) return;
  const answer = await fetch(`${portalUrl}/my/${brand.slug}/receipts`, { headers: { cookie } });
  const verdict = await verifyReceipts(await answer.text(), await listPublicKeys(owner.db, sealKey));
  if (!verdict.ok)
    return findings.wrong(`${externalId}: the receipts do not verify: ${JSON.stringify(verdict)}`);
  findings.count('receipts that verify', verdict.receipts.length);
  const numbers = verdict.receipts.map(({ seq }) => seq).sort((a, b) => a - b);
  if (numbers.join() !== entries.map(({ seq }) => seq).join())
    findings.wrong(`${externalId}: receipts and entries do not correspond`);
}
