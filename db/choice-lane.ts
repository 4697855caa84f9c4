import { fairLane, type Lane } from '#lib/fair-lane.ts';
import { type Connection, connect } from './client.ts';

/** The way of a customer's own choices, and of every “off”: connections that nothing else holds, and turns. */
export type ChoiceLane = Pick<Connection, 'db'> & { inTurn: Lane };

/**
 * Four under way, of one brand two, of one customer one. What waits longer than a second for somebody else's lock (an
 * import changes this customer) keeps its brand's place and gives its own to the others: so there are more connections.
 */
const rules = { width: 4, ofGroup: 2, patience: 1_000 };
export const laneConnections = 12;

export const choiceLane = (db: ChoiceLane['db']): ChoiceLane => ({ db, inTurn: fairLane(rules) });

export function openChoiceLane(url: string): ChoiceLane & Pick<Connection, 'close'> {
  const { db, close } = connect(url, { max: laneConnections, name: 'mutual-choices' });
  return { ...choiceLane(db), close };
}
