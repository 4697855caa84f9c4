import { expect, test } from 'vitest';
import { formOf, type Press, PressQueue } from './press-queue.ts';

const press = (exchange: string, on: boolean, changes: Partial<Press> = {}): Press => ({
  ...{ record: 'brand~1', exchange, on, version: 3, seq: 0 },
  ...changes,
});

const queueOf = (...presses: Press[]) => {
  const queue = new PressQueue();
  for (const each of presses) queue.add(each);
  return queue;
};

test('of presses on one switch the last is sent, in the order of the last presses', () => {
  const queue = queueOf(press('a', true), press('b', true), press('a', false));
  expect(queue.take()).toEqual([press('b', true), press('a', false)]);
  expect(queue.take()).toEqual([]);
});

test('presses on two records go in two forms, each with its own record', () => {
  const theirs = press('a', false, { record: 'brand~2' });
  const queue = queueOf(press('b', true), theirs);
  expect(formOf(queue.take()).getAll('wish')).toEqual(['b:3:0:on']);
  const form = formOf(queue.take());
  expect([form.get('record'), form.getAll('wish')]).toEqual(['brand~2', ['a:3:0:off']]);
});

test('a press made while a save was under way is about the choice that it made', () => {
  const first = press('a', true);
  const queue = queueOf(press('a', false));
  queue.follow([first], { a: { on: true, seq: 7 } });
  expect(queue.take()).toEqual([press('a', false, { seq: 7 })]);
});

test('an answer that is older than what the page showed takes nothing back', () => {
  const queue = queueOf(press('a', false, { seq: 9 }));
  queue.follow([press('a', true)], { a: { on: true, seq: 7 } });
  expect(queue.take()).toEqual([press('a', false, { seq: 9 })]);
});

test('once the record is another’s, what was pressed on it is sent no more', () => {
  const theirs = press('b', false, { record: 'brand~2' });
  const queue = queueOf(press('a', true), theirs);
  queue.drop('brand~1');
  expect([queue.waits('a'), queue.waits('b')]).toEqual([false, true]);
  expect(queue.take()).toEqual([theirs]);
});
