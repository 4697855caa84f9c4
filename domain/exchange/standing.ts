import type { chosenStates } from '#db/schema/customer.ts';
import type { Basis } from '#lib/terms.ts';

export type ChosenState = (typeof chosenStates)[number];

/** Where a customer stands on an exchange. */
export type Standing = 'never_asked' | ChosenState | 'locked';

export type Choice = { state: ChosenState; version: number; expiresAt: Date | null };

/** What of an exchange decides about standings: its live version's basis, and since which version a yes still counts. */
export type Live = { basis: Basis; askedSince: number };

/**
 * A use without consent that the customer can only object to (GDPR Art. 21): on until they do.
 * Every other basis but consent cannot be switched by the customer.
 */
const switchable: Record<Basis, SwitchKind> = {
  consent: 'opt-in',
  legitimate_interests: 'opt-out',
  public_task: 'opt-out',
  contract: 'locked',
  legal_obligation: 'locked',
  vital_interests: 'locked',
};

export type SwitchKind = 'opt-in' | 'opt-out' | 'locked';

/** How the customer may switch. Whoever said no before the basis forbade it may still turn it back on. */
export function switchKind(basis: Basis, standing: Standing): SwitchKind {
  if (standing === 'locked') return 'locked';
  return switchable[basis] === 'opt-out' ? 'opt-out' : 'opt-in';
}

/** How someone who never answered may switch: what a brand's public page says of an exchange. */
export const firstSwitch = (basis: Basis): SwitchKind => switchable[basis];

export type No = 'refused' | 'withdrawn' | 'objected';

export const isNo = (state: Standing | null | undefined): state is No =>
  state === 'refused' || state === 'withdrawn' || state === 'objected';

/**
 * The one place that says where a customer stands on an exchange, given the last choice (none: never asked), the no that
 * is in force against its use, wherever it was said (`kept_no` in the database), and the live version.
 * A no stays a no whatever is published later, even on a basis that nobody could switch off (invariant 1). A yes that
 * ended is none, written down or not.
 */
export function standing(choice: Choice | null, keptNo: No | null, live: Live, now: Date): Standing {
  if (isNo(choice?.state)) return choice.state;
  if (keptNo) return keptNo;
  if (switchable[live.basis] === 'locked') return 'locked';
  if (!choice) return 'never_asked';
  if (choice.state === 'expired') return 'expired';
  const outgrown = choice.version < live.askedSince;
  const lapsed = choice.expiresAt !== null && choice.expiresAt <= now;
  return outgrown || lapsed ? 'expired' : 'granted';
}

/** Whether the data may be used: the only rule for it. */
export function isOn(standing: Standing, basis: Basis): boolean {
  if (standing === 'locked' || standing === 'granted') return true;
  return standing === 'never_asked' && switchable[basis] === 'opt-out';
}

/** Whether an answer is wanted from the customer. */
export const asksForAnswer = (standing: Standing, basis: Basis): boolean =>
  standing === 'expired' || (standing === 'never_asked' && switchable[basis] === 'opt-in');

/** The state that a wanted "on" or "off" leads to; null when it is so already. */
export function nextState(standing: Standing, want: 'on' | 'off', basis: Basis): 'granted' | No | null {
  if (want === 'on') return standing === 'granted' ? null : 'granted';
  return isNo(standing) ? null : noAfter(standing, basis);
}

/** What a no is called that is said there; one that stands keeps its name. */
export function noAfter(standing: Standing, basis: Basis): No {
  if (isNo(standing)) return standing;
  if (switchable[basis] === 'opt-out') return 'objected';
  return standing === 'granted' || standing === 'expired' ? 'withdrawn' : 'refused';
}
