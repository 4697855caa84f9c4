import type { Role } from '#domain/actor.ts';
import { brand, type Person } from './callers.ts';

/** What an action answers to a caller: it gets to work, or one of the refusals of `messages/en/errors.json`. */
export type Told = 'let in' | 'unauthenticated' | 'not_found' | 'forbidden' | 'other_customer';

/** One row of the table: what stands before the form among the arguments, the form itself, and who is let in. */
export type Call = {
  before?: readonly unknown[];
  form?: Record<string, string>;
  told: (person: Person) => Told;
  /** Someone who is let in may be told that what the form names is not there. */
  mayBeMissing?: boolean;
};

const idle = { status: 'idle' };

const everybody = (): Told => 'let in';

const signedIn = (person: Person): Told => (person === 'nobody' ? 'unauthenticated' : 'let in');

/** What the form names is the customer's own; the brand's other customer is told that their page is not. */
const theCustomer = (person: Person): Told => {
  if (person === 'nobody') return 'unauthenticated';
  if (person === 'other customer') return 'other_customer';
  return person === 'customer' ? 'let in' : 'not_found';
};

const staff =
  (...roles: Role[]) =>
  (person: Person): Told => {
    if (person === 'nobody') return 'unauthenticated';
    if (person !== 'owner' && person !== 'editor' && person !== 'support' && person !== 'analyst')
      return 'not_found';
    return roles.includes(person) ? 'let in' : 'forbidden';
  };

const writers = staff('owner', 'editor');

/** A form of a brand's staff: empty, so that whoever is let in is told what is missing, and nothing is changed. */
const staffForm = (told: Call['told'], ...bound: unknown[]): Call => ({
  told,
  before: [brand, ...bound, idle],
});

const nobodys = '00000000-0000-4000-8000-000000000000';

/**
 * Every server action and whom it lets in (`e2e/access.spec.ts` holds it to be whole). One that is missing here fails
 * the tests: add it with its guard.
 */
export const calls: Record<string, Call> = {
  'app/account/actions.ts signOutSession': { told: signedIn, before: [idle], mayBeMissing: true },
  'app/account/actions.ts signOutEverywhere': { told: signedIn },
  'app/account/actions.ts saveReading': { told: signedIn, before: [idle] },
  'app/account/actions.ts chooseLanguage': { told: everybody, before: [], form: { locale: 'en', to: '/' } },
  'app/sign-in/actions.ts requestLink': { told: everybody, before: [idle] },
  'app/sign-in/actions.ts confirmLink': { told: everybody, before: [idle] },
  'app/sign-in/actions.ts signInAs': { told: everybody, before: [idle], mayBeMissing: true },
  'app/sign-in/actions.ts signOut': { told: everybody },
  'app/sign-in/brand/[brand]/confirm/actions.ts confirmLogin': { told: everybody, before: [brand, idle] },
  'app/verify/actions.ts checkReceipt': { told: everybody, before: [idle] },
  'app/bench/actions.ts doNothing': { told: everybody, before: [] },
  'app/brands/[brand]/checkpoints/actions.ts signCheckpoint': { told: writers, before: [brand] },

  'app/my/[brand]/actions.ts setExchanges': {
    told: theCustomer,
    before: [idle],
    form: { record: '{record}', wish: 'fridays-picks:1:1:off' },
  },

  'app/staff/[brand]/categories/actions.ts addCategory': staffForm(writers),
  'app/staff/[brand]/categories/actions.ts saveCategory': staffForm(writers, 'what-you-watch'),
  'app/staff/[brand]/purposes/actions.ts addPurpose': staffForm(writers),
  'app/staff/[brand]/purposes/actions.ts savePurpose': staffForm(writers, 'suggest'),
  'app/staff/[brand]/exchanges/actions.ts createDraft': staffForm(writers),
  'app/staff/[brand]/exchanges/actions.ts saveDraft': staffForm(writers, 'fridays-picks'),
  'app/staff/[brand]/exchanges/actions.ts publish': staffForm(writers, 'fridays-picks'),
  'app/staff/[brand]/exchanges/actions.ts retire': staffForm(writers, 'fridays-picks'),
  'app/staff/[brand]/systems/actions.ts register': staffForm(writers),
  'app/staff/[brand]/systems/actions.ts save': staffForm(writers, 'letters'),
  'app/staff/[brand]/systems/actions.ts rotate': { ...staffForm(writers, 'letters'), mayBeMissing: true },
  'app/staff/[brand]/systems/actions.ts retire': staffForm(writers, 'letters'),
  'app/staff/[brand]/systems/actions.ts resend': { ...staffForm(writers, 'letters'), mayBeMissing: true },
  'app/staff/[brand]/events/actions.ts add': staffForm(writers, { type: 'track', name: 'Seen' }, 'holding'),
  'app/staff/[brand]/events/actions.ts remove': staffForm(writers, { type: 'track', name: 'Seen' }),
  'app/staff/[brand]/import/[upload]/actions.ts load': { ...staffForm(writers, nobodys), mayBeMissing: true },
  'app/staff/[brand]/import/[upload]/actions.ts discard': {
    told: writers,
    before: [brand, nobodys],
    mayBeMissing: true,
  },
  'app/my/actions.ts sayWrong': { told: signedIn, before: [0, idle], mayBeMissing: true },

  'app/staff/[brand]/identifiers/actions.ts decide': {
    ...staffForm(staff('owner', 'editor', 'support'), {
      ...{ externalId: 'nobody', kind: 'email', value: 'nobody@example.org' },
    }),
    mayBeMissing: true,
  },
  'app/staff/[brand]/identifiers/actions.ts decideLoad': {
    ...staffForm(staff('owner', 'editor', 'support'), 1),
    mayBeMissing: true,
  },
  'app/staff/[brand]/customers/[lookup]/actions.ts markWrong': staffForm(staff('owner'), 1),
  'app/staff/[brand]/customers/actions.ts lookUp': staffForm(staff('owner', 'support')),
  'app/staff/[brand]/keys/actions.ts create': staffForm(staff('owner')),
  'app/staff/[brand]/keys/actions.ts revoke': { ...staffForm(staff('owner'), nobodys), mayBeMissing: true },
  'app/staff/[brand]/keys/login/actions.ts add': staffForm(staff('owner')),
  'app/staff/[brand]/keys/login/actions.ts revoke': {
    ...staffForm(staff('owner'), nobodys),
    mayBeMissing: true,
  },
  'app/staff/[brand]/team/actions.ts add': staffForm(staff('owner')),
  'app/staff/[brand]/team/actions.ts change': { ...staffForm(staff('owner'), nobodys), mayBeMissing: true },
};
