import type { Arrival } from '#domain/delivery/arrivals.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Reader } from '../reader.ts';

/** "Applied in 2 of 3 systems. On its way to E-mail since 14:02." Empty when the choice went to no system. */
export function arrivalLine(
  arrivals: readonly Arrival[],
  words: (text: LocalText) => string,
  { t, format }: Reader,
): string {
  const say = t('systems.arrival');
  const names = (stage: Arrival['stage']) => {
    const its = arrivals.filter((arrival) => arrival.stage === stage);
    return { count: its.length, systems: format.list(its.map(({ name }) => words(name))), first: its[0] };
  };
  const [way, received, missing] = [names('on_its_way'), names('received'), names('unconfirmed')];
  const told = names('told');
  const applied = names('applied').count;
  return [
    ...(applied > 0 ? [say('applied', { applied, of: arrivals.length })] : []),
    ...(way.first ? [say('onItsWay', { systems: way.systems, time: format.time(way.first.since) })] : []),
    ...(received.first ? [say('received', { systems: received.systems, count: received.count })] : []),
    ...(missing.first ? [say('unconfirmed', { systems: missing.systems, count: missing.count })] : []),
    ...(told.first ? [say('told', { systems: told.systems, count: told.count })] : []),
  ].join(' ');
}

/** While one of these is at hand, it is worth looking again. */
export const isUnderWay = (arrivals: readonly Arrival[]): boolean =>
  arrivals.some(({ stage }) => stage === 'on_its_way' || stage === 'received');
