import { TooMuchJson } from '#lib/bounded-json.ts';
import { checkProof, type Proof } from '../checkpoint/proof.ts';
import type { Statement } from '../checkpoint/statement.ts';
import { entryHash, type LedgerEntry } from '../ledger/entry-hash.ts';
import { open } from '../signing-key/jws.ts';
import type { KnownKey } from '../signing-key/public-keys.ts';
import { identifierOf, type Payload, payloadSchema } from './payload.ts';
import { type ReceiptFile, readReceiptFile } from './receipt-file.ts';
import type { CheckedReceipt, Cover, Fault, Verdict } from './verdict.ts';

/** Says what a file proves, from the brands' public keys alone: no database, no network. */
export async function verifyReceipts(text: string, keys: readonly KnownKey[]): Promise<Verdict> {
  try {
    const file = readReceiptFile(text) ?? refuse('unreadable');
    return await verdictOn(file, keys);
  } catch (error) {
    if (error instanceof Refused) return error.verdict;
    if (error instanceof TooMuchJson) return fault(error.bound === 'depth' ? 'unreadable' : 'too_much');
    throw error;
  }
}

async function verdictOn(file: ReceiptFile, keys: readonly KnownKey[]): Promise<Verdict> {
  const opened = await Promise.all(file.receipts.map((jws) => openReceipt(jws, keys)));
  const [first] = opened;
  const { proof } = file;
  const statement = proof && (await statementOf(proof, keys));
  const customer = first?.payload['mutual:ledger'].entry.customer ?? proof?.customer ?? refuse('unreadable');
  const brand = first?.key.brand ?? statement?.brand ?? refuse('unreadable');
  const chain = chainOf(file, opened, { customer, brand });
  if (proof && (proof.customer !== customer || statement?.brand !== brand)) refuse('several_people');
  const from = proof && chain.size > 0 ? coveredFrom(proof, chain) : 0;
  return {
    ok: true,
    brand,
    slug: keys.find((key) => key.brand === brand)?.slug ?? '',
    name: first?.payload['mutual:brand'] ?? null,
    customer,
    receipts: opened.map(({ payload }) => checkedReceipt(payload, coverOf(payload, proof, from))),
    checkpoint: statement,
    end: proof && { seq: proof.seq, hash: proof.head },
  };
}

type OpenReceipt = { payload: Payload; key: KnownKey };

/** One receipt by itself: signed by a key that could, about the brand of that key, and true to its own hash. */
async function openReceipt(jws: string, keys: readonly KnownKey[]): Promise<OpenReceipt> {
  const opened = await open(jws, 'mutual-receipt', keys);
  if (!opened.ok) return refuse(opened.why);
  const parsed = payloadSchema.safeParse(opened.payload);
  if (!parsed.success) return refuse('unreadable');
  const { entry, hash } = parsed.data['mutual:ledger'];
  const { key } = opened;
  if (entry.brand !== key.brand) refuse('unknown_key', entry.seq);
  if (key.retired !== null && parsed.data['dct:issued'] > key.retired)
    refuse('signed_after_retirement', entry.seq);
  const named = identifierOf(hash) === parsed.data['dct:identifier'];
  if (hashOf(entry) !== hash || !named) refuse('altered', entry.seq);
  return { payload: parsed.data, key };
}

async function statementOf(proof: Proof, keys: readonly KnownKey[]): Promise<Statement> {
  const checked = await checkProof(proof, keys);
  return checked.ok ? checked.statement : refuse(checked.why);
}

type Link = { hash: string; prev: string | null };

/** Every entry that the file has, by seq. All must be one customer's, and follow from one another where they touch. */
function chainOf(file: ReceiptFile, opened: OpenReceipt[], whose: { customer: string; brand: string }) {
  const chain = new Map<number, Link>();
  for (const entry of [...opened.map(({ payload }) => payload['mutual:ledger'].entry), ...file.later]) {
    if (entry.customer !== whose.customer || entry.brand !== whose.brand) refuse('several_people', entry.seq);
    const hash = hashOf(entry);
    if ((chain.get(entry.seq)?.hash ?? hash) !== hash) refuse('chain_broken', entry.seq);
    chain.set(entry.seq, { hash, prev: entry.prev });
  }
  for (const [seq, { prev }] of chain) {
    const before = chain.get(seq - 1);
    if ((before && before.hash !== prev) || (seq === 1) !== (prev === null)) refuse('chain_broken', seq);
  }
  return chain;
}

/** The first entry from which one after the other leads to the entry that the checkpoint has. */
function coveredFrom({ seq, head }: Proof, chain: Map<number, Link>): number {
  let from = seq;
  if (chain.get(from)?.hash !== head) return refuse('chain_broken', seq);
  while (chain.has(from - 1)) from -= 1;
  return from;
}

function coverOf(payload: Payload, proof: Proof | null, from: number): Cover {
  if (!proof) return 'unsaid';
  const { seq } = payload['mutual:ledger'].entry;
  if (seq > proof.seq) return 'newer';
  return seq >= from ? 'covered' : refuse('chain_broken', seq);
}

function checkedReceipt(payload: Payload, cover: Cover): CheckedReceipt {
  const { entry, hash } = payload['mutual:ledger'];
  return {
    seq: entry.seq,
    hash,
    exchange: entry.exchange,
    title: payload['mutual:title'],
    state: entry.state,
    by: entry.actor.kind,
    at: entry.at,
    madeAt: entry.madeAt ?? null,
    where: entry.evidence?.where ?? null,
    bySignal: entry.source === 'gpc',
    issued: payload['dct:issued'],
    cover,
  };
}

const hashOf = (entry: LedgerEntry) => entryHash(entry).toString('hex');
const fault = (why: Fault, seq: number | null = null): Verdict => ({ ok: false, why, seq });

class Refused extends Error {
  readonly verdict: Verdict;
  constructor(why: Fault, seq: number | null) {
    super(why);
    this.verdict = fault(why, seq);
  }
}

function refuse(why: Fault, seq: number | null = null): never {
  throw new Refused(why, seq);
}
