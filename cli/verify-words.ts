import type { BrandCheck, Finding } from '#domain/checkpoint/verify-brand.ts';
import type { Verdict } from '#domain/receipt/verdict.ts';
import type { BadKey } from '#domain/signing-key/check-keys.ts';
import words from '#messages/en/verify.json' with { type: 'json' };

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
export function brandLines(slug: string, check: BrandCheck): string[] {
  const walked = [
    `${counted(check.entries, 'entry', 'entries')} of ${counted(check.customers, 'customer', 'customers')}`,
    counted(check.checkpoints, 'checkpoint', 'checkpoints'),
  ].join(', ');
  const notes = [
    ...check.found.map(
      ({ kid, since }) =>
        `Key ${kid} is taken on trust since ${since}: compare it with a copy of jwks.json from outside.`,
    ),
    ...(check.unvouched === null
      ? []
      : [
          `Without AUTH_SECRET nobody here vouches for the keys. The portal’s key that introduced them is ${check.unvouched}: compare it with a copy from outside.`,
        ]),
  ];
  return check.findings.length === 0
    ? [`Everything of “${slug}” is as it was written: ${walked}.`, ...notes]
    : [
        `Something of “${slug}” was changed (walked ${walked}).`,
        'The first of each kind:',
        ...check.findings.map((bad) => `  ${finding(bad)}`),
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
      return `the choice of customer ${bad.customer} on “${bad.exchange}” is not what the ledger says at entry ${bad.seq}.`;
    case 'delivery':
      return `the delivery of entry ${bad.seq} of customer ${bad.customer} to “${bad.system}” ${deliveryWords[bad.why]}.`;
    case 'customer':
      return `customer ${bad.customer} has a ledger and is not among the customers.`;
    case 'key':
      return keyFinding(bad);
    case 'checkpoint':
      return bad.lost
        ? `entry ${bad.lost.seq} of customer ${bad.lost.customer}, which checkpoint ${bad.number} signed, is gone or changed.`
        : `checkpoint ${bad.number} ${checkpointWords[bad.why]}${bad.exchange ? ` (exchange “${bad.exchange}”)` : ''}.`;
  }
}

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
