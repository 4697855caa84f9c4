import type { ListedEvent } from '#domain/event/list-events.ts';
import type { Reader } from '../reader.ts';

/** What kind of event it is: "Something done: Order Completed", "Who someone is (identify)". */
export function eventWords({ type, name }: Pick<ListedEvent, 'type' | 'name'>, { t }: Reader): string {
  const say = t('events');
  if (name === null) return say('others');
  if (type !== 'track' && type !== 'page' && type !== 'screen') return say(`bare.${type}`);
  return name === '' ? say(`bare.${type}`) : say(`kind.${type}`, { name });
}

/** Where an event's mapping is seen and changed. */
export const mappingAddress = (brand: string, kind: Pick<ListedEvent, 'type'> & { name: string }) =>
  `/staff/${brand}/events/mapping?${new URLSearchParams({ type: kind.type, ...(kind.name && { name: kind.name }) })}`;
