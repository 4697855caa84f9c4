import { isNo, isOn, type No, noAfter, type Standing, standing } from '../exchange/standing.ts';
import type { Entry } from '../ledger/link.ts';
import { type Circle, type Held, lapse } from './held.ts';
import { nameOf } from './replay.ts';

/** What one act of a customer, or on their behalf, makes of the exchanges that it concerns, word by word. */
export type Act = {
  circle: Circle;
  at: Date;
  /** What is to be written, in this order, after the customer's last entry. */
  entries: Entry[];
  lastSeq: number;
};

export const act = (circle: Circle, head: { seq: number }, at: Date): Act => ({
  circle: new Map(circle),
  at,
  entries: [],
  lastSeq: head.seq,
});

export const standsOn = (held: Held, at: Date): Standing =>
  standing(held.choice, held.no?.state ?? null, held, at);

/** Whether a yes is in force there, also where it is on without one. */
export const hasYes = ({ choice, no, askedSince }: Held, at: Date): boolean =>
  standing(choice, no?.state ?? null, { basis: 'consent', askedSince }, at) === 'granted';

/** The ledger entry that decides where the customer stands on it; 0 when there is none. */
export const decidingSeq = ({ choice, choiceSeq, no }: Held): number =>
  no === null || isNo(choice?.state) ? choiceSeq : no.seq;

/**
 * A no belongs to the use, at once in every exchange: what else is on for it is turned off in the same breath, so that the customer's history and the brand's systems have it. Said of an old version, it is about all
 * that the exchange has been about since. Changes nothing where it has been said and no later yes lifted it.
 * `except`: exchanges that the customer turns on in the same breath.
 */
export function sayNo(
  act: Act,
  held: Held,
  said: Pick<Entry, 'version' | 'elsewhere' | 'source'>,
  except: ReadonlySet<string> = new Set(),
): void {
  if (isNo(held.choice?.state) && held.lifted.length === 0) return;
  const { at, circle } = act;
  const state = noOf(held, at, said.source);
  write(act, held, { ...said, state, expiresAt: null });
  const about = held.uses.filter(({ newest }) => newest >= said.version);
  const lastSeq = new Map(about.map((use) => [nameOf(use), act.lastSeq]));
  const others = [...circle.values()].filter(
    ({ exchange, isRetired, use }) => exchange !== held.exchange && !isRetired && lastSeq.has(nameOf(use)),
  );
  for (const other of others) {
    if (!isOn(standsOn(other, at), other.basis) || except.has(other.exchange)) continue;
    const { source } = said;
    const its = { version: other.liveVersion, state: noOf(other, at, source), expiresAt: null };
    write(act, other, { ...its, ...(source && { source }) });
    lastSeq.set(nameOf(other.use), act.lastSeq);
  }
  for (const its of circle.values()) {
    const lifted = its.lifted.filter((use) => !lastSeq.has(nameOf(use)));
    const seq = lastSeq.get(nameOf(its.use));
    const isAbout = seq !== undefined && its.exchange !== held.exchange && !its.isRetired;
    circle.set(its.exchange, { ...its, lifted, ...(isAbout && { no: { state, seq } }) });
  }
}

const noOf = (held: Held, at: Date, source: Entry['source']): No =>
  source ? 'objected' : noAfter(standing(held.choice, null, held, at), held.basis);

/**
 * A yes is to the version in force, and lifts a no to its use. It turns on nothing else that was said no to, nor an earlier
 * yes which that no had ended: that one is written down as ended. `except` as of a no.
 */
export function sayYes(
  act: Act,
  held: Held,
  { madeAt = act.at, ...said }: Pick<Entry, 'elsewhere' | 'source'> & { madeAt?: Date },
  except: ReadonlySet<string> = new Set(),
): void {
  for (const other of act.circle.values()) {
    if (other.exchange === held.exchange || other.isRetired || nameOf(other.use) !== nameOf(held.use))
      continue;
    if (other.choice?.state === 'granted' && other.no && !except.has(other.exchange))
      write(act, other, { version: other.choice.version, state: 'expired', expiresAt: null });
  }
  const expiresAt = lapse(madeAt < act.at ? madeAt : act.at, held.lapsesAfterDays);
  write(act, held, { ...said, version: held.liveVersion, state: 'granted', expiresAt });
  for (const other of act.circle.values()) {
    if (nameOf(other.use) !== nameOf(held.use)) continue;
    const isLifted = other.exchange !== held.exchange && isNo(other.choice?.state);
    const lifted = isLifted ? [...other.lifted, held.use] : [];
    act.circle.set(other.exchange, { ...other, no: null, lifted });
  }
}

function write(act: Act, held: Held, said: Omit<Entry, 'exchange' | 'from'>) {
  const { exchange } = held;
  const { state, version, expiresAt } = said;
  act.entries.push({ exchange, from: standsOn(held, act.at), ...said });
  act.lastSeq += 1;
  act.circle.set(exchange, {
    ...held,
    choice: { state, version, expiresAt },
    choiceSeq: act.lastSeq,
    bySignal: said.source === 'gpc',
    lifted: [],
  });
}
