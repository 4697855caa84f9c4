import type { BadDecision } from '#domain/checkpoint/compare-decisions.ts';
import type { BrandCheck, Finding } from '#domain/checkpoint/verify-brand.ts';
import type { Verdict } from '#domain/receipt/verdict.ts';
import type { BadKey } from '#domain/signing-key/check-keys.ts';
import words from '#messages/en/verify.json' with { type: 'json' };
import { witnessFinding } from './witness-words.ts';

/** What a file of receipts proves, or why it does not, for a terminal. */
export function verdictLines(verdict: Verdict): string[] {
  if (!verdict.ok)
    return [
      words.bad.title,
      words.bad[verdict.why],
      ...(verdict.seq === null ? [] : [`The trouble is at entry ${verdict.seq}.`]),
    ];
  const { receipts, checkpoint, end, slug, name, customer } = verdict;
  return [
    words.good.title,
    receipts.length > 0
      ? `${name ?? slug} signed ${receipts.length === 1 ? 'this receipt' : `these ${receipts.length} receipts`}. Nothing was changed since.`
      : `${slug} signed one customer’s history up to entry ${end?.seq}. No entry up to there can be changed unseen.`,
    checkpoint ? `Checkpoint ${checkpoint.number} of ${checkpoint.at} covers it.` : words.good.unsaid,
    `Customer ${customer} of ${slug}`,
    ...receipts.map(
      ({ seq, at, by, bySignal, state, title, cover }) =>
        `  ${seq}  ${at}  ${by}${bySignal ? ' (browser’s privacy signal)' : ''}: ${state} “${title}”  (checkpoint: ${words.row[cover]})`,
    ),
  ];
}

const counted = (count: number, one: string, other: string) => `${count} ${count === 1 ? one : other}`;

/** What the walk through a brand found. */
export function brandLines(slug: string, check: BrandCheck, isWitnessed: boolean): string[] {
  const walked = [
    `${counted(check.entries, 'entry', 'entries')} of ${counted(check.customers, 'customer', 'customers')}`,
    counted(check.checkpoints, 'checkpoint', 'checkpoints'),
  ].join(', ');
  const notes = [
    check.newest === null
      ? 'No checkpoint is there: nothing of this is signed, and what is gone altogether cannot be missed.'
      : `The newest checkpoint is of ${check.newest.toISOString()}: what came since is chained, and not signed yet.`,
    ...check.found.map(
      ({ kid, since }) =>
        `Key ${kid} is taken on trust since ${since}: compare it with a copy of jwks.json from outside.`,
    ),
    ...(check.unvouched === null
      ? []
      : [
          `Without AUTH_SECRET nobody here vouches for the keys. The portal’s key that introduced them is ${check.unvouched}: compare it with a copy from outside.`,
        ]),
    ...(isWitnessed
      ? []
      : [
          'A database put back whole to an earlier day looks just so from inside. A copy kept elsewhere shows it: --witness <file> (docs/ledger.md).',
        ]),
  ];
  return check.findings.length === 0
    ? [`Everything of “${slug}” is as it was written: ${walked}.`, ...notes]
    : [
        `Something of “${slug}” was changed (walked ${walked}).`,
        ...check.findings.map((bad) => `  ${finding(bad)}`),
        ...(check.more ? ['  There is more: of each kind only the first are told.'] : []),
        ...notes,
      ];
}

const checkpointWords = {
  gap: 'is missing',
  'broken link': 'does not follow from the one before',
  unreadable: 'cannot be read',
  unknown_key: 'is signed with a key that is not the brand’s',
  unvouched_key: 'is signed with a key that nobody vouches for',
  retired_key: 'is signed with a key that signed no more then',
  bad_signature: 'has a signature that does not fit',
  altered: 'differs from what was signed',
  tree: 'has lost or changed a part of its tree',
  keys: 'signed another key log',
  ids: 'signed another key of customers’ ids',
  catalogue: 'signed other versions of what is published',
  lost: 'signed an entry that the ledger no longer has',
} as const;

const exchangeWords = {
  gap: 'lacks a version that was published',
  altered: 'has a version whose columns do not say what its terms say',
  live: 'has another version in force than its newest',
  asked: 'counts a yes since another version than its versions say',
  moved: 'has been about other uses than those that noes are looked up by',
  retired: 'is retired, or in use again, where the staff’s log says otherwise',
} as const;

const deliveryWords = {
  missing: 'is gone',
  untold: 'is not one that the entry names',
  altered: 'differs from the entry',
} as const;

const ledgerWords = {
  gap: 'is missing',
  'broken link': 'does not follow from the one before',
  altered: 'was changed',
} as const;

function finding(bad: Finding): string {
  switch (bad.in) {
    case 'ledger':
      return `entry ${bad.seq} of customer ${bad.customer} ${ledgerWords[bad.why]}.`;
    case 'exchange':
      return `exchange “${bad.exchange}” ${exchangeWords[bad.why]}${bad.version ? ` (version ${bad.version})` : ''}.`;
    case 'choice':
      return `the choice of customer ${bad.customer} on “${bad.exchange}” ${strayed(bad)} at entry ${bad.seq}.`;
    case 'use':
      return `what customer ${bad.customer} last said of ${bad.category} for ${bad.purpose} ${strayed(bad)} at entry ${bad.seq}.`;
    case 'decision':
      return decisionFinding(bad);
    case 'delivery':
      return `the delivery of entry ${bad.seq} of customer ${bad.customer} to “${bad.system}” ${deliveryWords[bad.why]}.`;
    case 'customer':
      return bad.why === 'gone'
        ? `customer ${bad.customer} has a history and is not among the customers.`
        : `customer ${bad.customer} is not the one whom the brand knows as “${bad.externalId}”: that number has another id.`;
    case 'key':
      return keyFinding(bad);
    case 'witness':
      return `by the copy from outside, ${witnessFinding(bad)}`;
    case 'checkpoint':
      return bad.lost
        ? `entry ${bad.lost.seq} of customer ${bad.lost.customer}, which checkpoint ${bad.number} signed, is gone or changed.`
        : `checkpoint ${bad.number} ${checkpointWords[bad.why]}${bad.exchange ? ` (exchange “${bad.exchange}”)` : ''}.`;
  }
}

const strayedWords = {
  missing: 'is gone, which the ledger has',
  unsaid: 'is not in the ledger, though it is said to be',
} as const;

const strayed = (bad: Extract<Finding, { in: 'choice' | 'use' }>) =>
  bad.why === 'altered' ? `is not what the ledger says (${bad.columns.join(', ')})` : strayedWords[bad.why];

function decisionFinding({ customer, category, purpose, exchange, told, due }: BadDecision): string {
  const asked = `${category} for ${purpose}${exchange === null ? '' : ` by “${exchange}”`}`;
  return `systems that ask about ${asked} of customer ${customer} are told “${answer(told)}”; by the ledger it is “${answer(due)}”.`;
}

const answer = (told: BadDecision['told']) =>
  told === null ? 'nothing' : `${told.allowed ? 'yes' : 'no'}, ${told.reason}, entry ${told.seq}`;

const keyWords = {
  unlisted: 'is not one that this portal introduced',
  lost: 'was introduced and is gone',
  altered: 'differs from what was introduced',
  sealed: 'does not open with AUTH_SECRET',
} as const;

function keyFinding(bad: BadKey): string {
  switch (bad.why) {
    case 'log':
      return `the key log was changed: its entry ${bad.number} does not follow from those before.`;
    case 'operator':
      return `the keys were introduced by the portal key ${bad.kid}, which is not of this AUTH_SECRET. If the secret was changed: npm run mutual -- keys rotate. Else somebody put other keys in place.`;
    default:
      return `signing key ${bad.kid} ${keyWords[bad.why]}.`;
  }
}
