import type { ListedEvent } from '#domain/event/list-events.ts';
import type { Reader } from '../reader.ts';

/** What kind of event it is: "Order Completed", "Page: Home", "Who someone is (identify)". */
export function eventWords({ type, name }: Pick<ListedEvent, 'type' | 'name'>, { t }: Reader): string {
  const say = t('events');
  if (name === null) return say('others');
  if (type === 'track' && name !== '') return name;
  const isNamed = (type === 'page' || type === 'screen') && name !== '';
  return isNamed ? say(`kind.${type}`, { name }) : say(`bare.${type}`);
}

/** Where an event's mapping is seen and changed. */
export const mappingAddress = (brand: string, kind: Pick<ListedEvent, 'type'> & { name: string }) =>
  `/staff/${brand}/events/mapping?${new URLSearchParams({ type: kind.type, ...(kind.name && { name: kind.name }) })}`;
