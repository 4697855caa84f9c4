import { type LocalText, localText } from '#lib/local-text.ts';
import type { Meaning, Terms } from '#lib/terms.ts';
import type { Statement } from '../checkpoint/statement.ts';
import type { StoredEntry } from '../ledger/verify-chain.ts';
import { conformsTo, context, dataSources, legalBases, personalDataOf, purposeOf, statusOf } from './dpv.ts';
import { identifierOf, type Payload, payloadSchema } from './payload.ts';

/** Everything that a receipt says, as the portal knows it. */
export type Facts = {
  entry: StoredEntry;
  terms: Terms;
  publishedAt: Date;
  /** What the terms stood on when they were published. */
  meaning: Meaning;
  checkpoint: Statement | null;
  issuedAt: Date;
};

/** A receipt after ISO/IEC TS 27560 in DPV's JSON-LD: the customer's copy of a record, with the entry that it is of. */
export function receiptPayload(facts: Facts): Payload {
  const { entry: stored, terms, meaning, checkpoint, issuedAt } = facts;
  const { brand } = meaning;
  const { hash, ...entry } = stored;
  const language = entry.locale ?? brand.defaultLocale;
  const words = (text: LocalText) => localText(text, language, brand.defaultLocale);
  const identifier = identifierOf(hash);
  const controller = {
    '@type': 'dpv:DataController',
    'dct:identifier': `urn:uuid:${entry.brand}`,
    'dpv:hasName': words(brand.name),
  };
  const subject = { '@type': 'dpv:DataSubject', 'dct:identifier': `urn:uuid:${entry.customer}` };
  return payloadSchema.parse({
    '@context': context,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': identifier,
    'dct:conformsTo': conformsTo.receipt,
    'dct:issued': issuedAt.toISOString(),
    'dct:publisher': controller,
    'mutual:brand': words(brand.name),
    'mutual:title': words(terms.title),
    'dpv:hasRecordOfActivity': {
      '@id': `urn:uuid:${identifier}`,
      '@type': terms.basis === 'consent' ? 'dpv:ConsentRecord' : 'dpv:DataProcessingRecord',
      'dct:identifier': identifier,
      'dct:conformsTo': conformsTo.record,
      'dct:created': entry.at,
      'dpv:hasDataSubject': subject,
      'dpv:hasDataController': controller,
      'dpv:hasProcess': processOf(facts, words),
      'dpv:hasNotice': noticeOf(facts, language, words),
      ...standing(stored, terms, { subject, controller }),
    },
    'mutual:ledger': {
      entry,
      hash,
      checkpoint: checkpoint && {
        number: checkpoint.number,
        at: checkpoint.at,
        size: checkpoint.size,
        root: checkpoint.root,
      },
    },
  });
}

type Words = (text: LocalText) => string;

const processOf = ({ terms, meaning: { category, purpose } }: Facts, words: Words) => ({
  '@type': 'dpv:Process',
  'dpv:hasPurpose': {
    '@type': purposeOf(purpose.standardKey),
    'dct:title': words(purpose.name),
    'mutual:fides': purpose.standardKey,
  },
  'dpv:hasPersonalData': {
    '@type': personalDataOf(category.standardKey),
    'dct:title': words(category.name),
    'dct:description': words(category.summary),
    'mutual:fides': category.standardKey,
  },
  'dpv:hasLegalBasis': legalBases[terms.basis],
  'dpv:hasDataSource': [...new Set(terms.sources.map((source) => dataSources[source]))],
  'dpv:hasRecipient': terms.recipients.map((name) => ({ '@type': 'dpv:Recipient', 'dpv:hasName': name })),
  'dpv:hasStorageCondition': {
    '@type': 'dpv:StorageDuration',
    'dpv:hasDuration':
      terms.retentionDays === null
        ? {
            '@type': 'dpv:UntilEventDuration',
            'dct:description': 'the relationship with the controller ends',
          }
        : { '@type': 'xsd:duration', '@value': `P${terms.retentionDays}D` },
  },
});

/** The very words that were on screen, in the language in which they were read. */
const noticeOf = ({ entry, terms, publishedAt }: Facts, language: string, words: Words) => ({
  '@type': 'dpv:ConsentNotice',
  'dct:identifier': `${entry.exchange}@${entry.version}`,
  'dct:date': publishedAt.toISOString(),
  'dct:language': language,
  'dct:title': words(terms.title),
  'dct:description': [words(terms.give), words(terms.get), words(terms.off)],
});

/** Who said what, how and when. */
function standing(
  entry: StoredEntry,
  terms: Terms,
  { subject, controller }: { subject: object; controller: object },
) {
  const status = statusOf(entry.state, terms.basis);
  const relation = status?.startsWith('dpv:Consent') ? 'dpv:hasConsentStatus' : 'dpv:hasStatus';
  const here = entry.actor.kind === 'customer';
  return {
    [relation]: {
      ...(status && { '@type': status }),
      'mutual:state': entry.state,
      'dpv:isIndicatedBy': here || entry.evidence ? subject : controller,
      'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime', '@value': entry.madeAt ?? entry.at },
      'dpv:hasIndicationMethod': indicationOf(entry),
    },
  };
}

function indicationOf({ evidence, actor, source, state }: StoredEntry): string {
  if (state === 'expired')
    return 'by the portal, as the yes ran out or a version that goes further was published';
  if (evidence) return `made elsewhere: ${evidence.where}`;
  if (actor.kind !== 'customer') return 'by the controller on behalf of the customer';
  if (!source) return 'by the customer in the portal';
  return state === 'granted'
    ? 'by the customer in the portal, knowing that their browser sends the Global Privacy Control signal'
    : 'by the Global Privacy Control signal of the customer’s browser (Sec-GPC: 1)';
}
