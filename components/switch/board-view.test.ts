import { expect, test } from 'vitest';
import type { SwitchState } from '#lib/switch-state.ts';
import { type Event, newest, postedNote, reduce, untouched, type View } from './board-view.ts';

const mine = 'brand~1';
const theirs = 'brand~2';
const unreached = 'Not saved';

const pressed = (on: boolean, record = mine): Event => ({ type: 'pressed', record, wants: { a: on } });
const answered = (answer: SwitchState, changes: Partial<Event> = {}): Event => {
  const event = { type: 'answered' as const, record: mine, asked: { a: 4 }, waiting: [], answer, unreached };
  return { ...event, ...changes } as Event;
};
const saved = (on: boolean, seq: number, record = mine): SwitchState => ({
  ...{ status: 'saved', record, at: '14:02' },
  stands: { a: { on, seq } },
});
const after = (...events: Event[]): View => events.reduce(reduce, untouched(mine));

test('a press is shown at once, and its answer takes its place', () => {
  expect(after(pressed(true))).toMatchObject({ wanted: { a: true }, notes: { a: { kind: 'saving' } } });
  expect(after(pressed(true), answered(saved(true, 5)))).toEqual({
    ...{ record: mine, wanted: {}, stands: { a: { on: true, seq: 5 } } },
    notes: { a: { kind: 'saved', at: '14:02', seq: 5 } },
  });
});

test('what is pressed again meanwhile stays as it was pressed last', () => {
  const view = after(pressed(true), pressed(false), answered(saved(true, 5), { waiting: ['a'] }));
  expect(view).toMatchObject({ wanted: { a: false }, notes: { a: { kind: 'saving' } } });
});

test('a save that nobody answers is said not to be one, and the switch goes back', () => {
  const view = after(pressed(true), answered({ status: 'idle' }));
  expect(view.wanted).toEqual({});
  expect(view.notes).toEqual({ a: { kind: 'failed', message: unreached, seq: 4 } });
});

test('a refusal says how the exchange truly stands, and how the others do', () => {
  const stands = { a: { on: false, seq: 8 }, b: { on: true, seq: 2 } };
  const refused: SwitchState = {
    status: 'failed',
    record: mine,
    message: 'It changed',
    about: ['a'],
    stands,
  };
  const view = after(pressed(true), answered(refused));
  expect(view).toMatchObject({ wanted: {}, stands, notes: { a: { kind: 'failed', seq: 8 } } });
});

test('a no to the use is shown at every exchange that it turned off', () => {
  const stands = { a: { on: false, seq: 5 }, b: { on: false, seq: 6 } };
  const view = after(pressed(false), answered({ status: 'saved', record: mine, at: '14:02', stands }));
  expect(newest({ on: true, seq: 3 }, view.stands.b)).toEqual({ on: false, seq: 6 });
});

test('an answer never takes the place of a later choice that the page was drawn with', () => {
  expect(newest({ on: false, seq: 9 }, { on: true, seq: 5 })).toEqual({ on: false, seq: 9 });
});

test('drawn for another, the page forgets what was pressed, and says nothing of it', () => {
  const view = reduce(after(pressed(true)), pressed(false, theirs));
  expect(view).toMatchObject({ record: theirs, wanted: { a: false } });
  expect(reduce(view, answered(saved(true, 5)))).toBe(view);
});

test('an answer for another record shows theirs', () => {
  const refused: SwitchState = {
    ...{ status: 'failed', record: theirs, message: 'This page was another’s', about: ['a'] },
    stands: { a: { on: false, seq: 1 } },
  };
  expect(after(pressed(true), answered(refused))).toMatchObject({ record: theirs, wanted: {} });
});

test('without JavaScript the answer is said beside what was asked about, on the page of its record', () => {
  expect(postedNote(saved(true, 5), mine, 'a')).toEqual({ kind: 'saved', at: '14:02', seq: 5 });
  expect(postedNote(saved(true, 5), mine, 'b')).toBeUndefined();
  expect(postedNote(saved(true, 5), theirs, 'a')).toBeUndefined();
  expect(postedNote({ status: 'idle' }, mine, 'a')).toBeUndefined();
});
