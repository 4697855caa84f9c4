import { createHmac, randomUUID } from 'node:crypto';
import { eventTypes } from '#db/schema/event.ts';
import { textFault } from '../import/cell.ts';
import { eventNameSchema } from './mapping.ts';

export type EventType = (typeof eventTypes)[number];

/** Bytes of one event, as Segment's API has it. */
const largest = 32 * 1024;

/** Objects and lists within each other. */
const deepest = 16;

/** An event as it was heard. What cannot be used says why, and is only counted. */
export type Heard = {
  /** Tells an event that is sent again, without saying whose it is. */
  identity: string;
  type: EventType | 'unknown';
  /** Empty where there is none. */
  name: string;
  unusable: 'invalid' | 'anonymous' | null;
  /** The brand's own number of the customer; empty when unusable. */
  userId: string;
  said: Record<string, unknown>;
};

/**
 * Reads one event of Segment's tracking API, whatever it is. `type` is of the address it came to, else its own.
 * Without a `messageId`, one that says when it happened is known again by all that it says.
 */
export function hearEvent(idKey: Buffer, input: unknown, type: EventType | undefined, at: Date): Heard {
  const text = textOf(input);
  const event = text !== null && isObject(input) ? input : {};
  const known = eventTypes.find((each) => each === (type ?? event.type)) ?? 'unknown';
  const name = nameOf(known, event);
  const userId = idOf(event.userId);
  const messageId =
    idOf(event.messageId, 500) ?? (event.timestamp ? digest(idKey, text ?? '') : randomUUID());
  const said = {
    ...event,
    userId,
    messageId,
    timestamp: event.timestamp ?? at.toISOString(),
  };
  const identity = digest(idKey, `${known}\0${userId}\0${messageId}`);
  const broken = text === null || known === 'unknown' || name === null || userId === undefined;
  const unusable = broken ? 'invalid' : userId === null ? 'anonymous' : null;
  return { identity, type: known, name: name ?? '', unusable, userId: userId ?? '', said };
}

/** The event as it would be sent alone; null when it is too large, too deep, or no object. */
function textOf(input: unknown): string | null {
  if (!isObject(input) || isDeeper(input, deepest)) return null;
  const text = JSON.stringify(input);
  return Buffer.byteLength(text) > largest ? null : text;
}

/** Looks no further down than it must, so that nothing that is sent exhausts the stack. */
const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** Null when a track names no event, or something has a name that cannot be written down. */
function nameOf(type: Heard['type'], event: Record<string, unknown>): string | null {
  if (type !== 'track' && type !== 'page' && type !== 'screen') return '';
  const given = type === 'track' ? event.event : (event.name ?? '');
  if (given === '' && type !== 'track') return '';
  return eventNameSchema.safeParse(given).data ?? null;
}

/** A text or a whole number that names something; null when there is none, undefined when it cannot be one. */
function idOf(value: unknown, longest = 200): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const id = Number.isSafeInteger(value) ? String(value) : value;
  return typeof id === 'string' && id.trim() !== '' && textFault(id, longest) === null ? id : undefined;
}

const digest = (idKey: Buffer, text: string) =>
  createHmac('sha256', idKey).update(`event\0${text}`).digest('hex').slice(0, 32);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
