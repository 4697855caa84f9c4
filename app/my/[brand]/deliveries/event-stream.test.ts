import { expect, test, vi } from 'vitest';
import { eventStream, type Listener } from './event-stream.ts';

function listen() {
  const gone = new AbortController();
  const leave = vi.fn();
  let listener: Listener | undefined;
  const stream = eventStream(gone.signal, (its) => {
    listener = its;
    return leave;
  });
  if (!listener) throw new Error('Nobody was told of the listener.');
  return { gone, leave, listener, stream };
}

test('a stream that has ended hears nothing more, and nothing breaks when its time is up or its reader is gone', async () => {
  const { gone, leave, listener, stream } = listen();
  listener.send({ offers: 'Sent' });
  listener.end();
  listener.send({ offers: 'late' });
  listener.fail();
  // A listener of a signal that throws ends nothing, but is told of as an exception of the process.
  const uncaught = vi.fn();
  process.once('uncaughtException', uncaught);
  gone.abort();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('uncaughtException', uncaught);
  expect(uncaught).not.toHaveBeenCalled();
  expect(await new Response(stream).text()).toBe('data: {"offers":"Sent"}\n\nevent: end\ndata: end\n\n');
  expect(leave).toHaveBeenCalledTimes(1);
});

test('whose time is up hears that it is over', async () => {
  const { gone, leave, stream } = listen();
  gone.abort();
  expect(await new Response(stream).text()).toBe('event: end\ndata: end\n\n');
  expect(leave).toHaveBeenCalledTimes(1);
});

test('a reader who goes away gives up the place', async () => {
  const { gone, leave, listener, stream } = listen();
  await stream.cancel();
  gone.abort();
  listener.send('late');
  expect(leave).toHaveBeenCalledTimes(1);
});
