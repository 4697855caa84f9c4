import type { Basis, HoldingSource } from '#lib/terms.ts';
import type { ChosenState } from '../exchange/standing.ts';

/** Concepts of the Data Privacy Vocabulary 2 (W3C DPVCG), by its prefixes; the context says what those stand for. */
export const context = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  mutual: 'urn:mutual:',
  // Values that are concepts or times, not text.
  'dct:conformsTo': { '@type': '@id' },
  'dpv:hasLegalBasis': { '@type': '@id' },
  'dpv:hasDataSource': { '@type': '@id' },
  'dct:issued': { '@type': 'xsd:dateTime' },
  'dct:created': { '@type': 'xsd:dateTime' },
  'dct:date': { '@type': 'xsd:dateTime' },
} as const;

export const conformsTo = {
  record: 'https://w3id.org/dpv/schema/dpv-27560#record',
  receipt: 'https://w3id.org/dpv/schema/dpv-27560#receipt',
} as const;

/** Data uses of Fides that DPV has a purpose for; the longest name that fits counts. */
const purposes: Readonly<Record<string, string>> = {
  'analytics.reporting': 'dpv:ServiceUsageAnalytics',
  'essential.legal_obligation': 'dpv:FulfilmentOfObligation',
  'essential.service': 'dpv:ServiceProvision',
  'functional.service': 'dpv:ServiceProvision',
  'functional.service.improve': 'dpv:ImproveExistingProductsAndServices',
  'marketing.advertising': 'dpv:Advertising',
  'marketing.advertising.first_party.targeted': 'dpv:TargetedAdvertising',
  'marketing.advertising.third_party.targeted': 'dpv:TargetedAdvertising',
  'marketing.communications': 'dpv:DirectMarketing',
  personalize: 'dpv:Personalisation',
};

/** Data categories of Fides that DPV's extension for personal data has a concept for. */
const personalData: Readonly<Record<string, string>> = {
  'user.account': 'pd:AccountIdentifier',
  'user.behavior': 'pd:Behavioural',
  'user.behavior.browsing_history': 'pd:BrowsingBehaviour',
  'user.behavior.purchase_history': 'pd:PurchasesAndSpendingHabit',
  'user.biometric': 'pd:Biometric',
  'user.contact': 'pd:Contact',
  'user.contact.email': 'pd:EmailAddress',
  'user.demographic': 'pd:Demographic',
  'user.health_and_medical': 'pd:MedicalHealth',
  'user.location': 'pd:Location',
  'user.payment': 'pd:PaymentCard',
};

export const purposeOf = (key: string): string => nearest(purposes, key) ?? 'dpv:Purpose';
export const personalDataOf = (key: string): string => nearest(personalData, key) ?? 'dpv:PersonalData';

/** A broader concept is true of a narrower key; what has none stays the most general one, with its own key beside it. */
function nearest(table: Readonly<Record<string, string>>, key: string): string | undefined {
  for (let name = key; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const found = table[name];
    if (found) return found;
  }
  return undefined;
}

export const legalBases: Readonly<Record<Basis, string>> = {
  consent: 'dpv:Consent',
  contract: 'dpv:Contract',
  legal_obligation: 'dpv:LegalObligation',
  vital_interests: 'dpv:VitalInterest',
  public_task: 'dpv:PublicInterest',
  legitimate_interests: 'dpv:LegitimateInterest',
};

export const dataSources: Readonly<Record<HoldingSource, string>> = {
  provided: 'dpv:DataSubjectDataSource',
  observed: 'dpv:DataSubjectDataSource',
  inferred: 'dpv:DataControllerDataSource',
  acquired: 'dpv:ThirdPartyDataSource',
};

/** DPV's word for where a choice stands; null where it has none. */
export function statusOf(state: ChosenState, basis: Basis): string | null {
  if (state === 'refused') return 'dpv:ConsentRefused';
  if (state === 'withdrawn') return 'dpv:ConsentWithdrawn';
  if (state === 'expired') return basis === 'consent' ? 'dpv:ConsentExpired' : null;
  // The browser's signal can object to what was only asked for: then consent is refused.
  if (state === 'objected' && basis === 'consent') return 'dpv:ConsentRefused';
  if (state === 'objected')
    return basis === 'public_task' ? 'dpv:PublicInterestObjected' : 'dpv:LegitimateInterestObjected';
  if (basis === 'consent') return 'dpv:ConsentGiven';
  return basis === 'legitimate_interests' ? 'dpv:LegitimateInterestNotObjected' : null;
}
