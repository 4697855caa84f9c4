const text = new TextEncoder();

/** What goes to whoever listens: lines, then an end; or a fault, after which they ask again. */
export type Listener = { send: (data: unknown) => void; end: () => void; fail: () => void };

/**
 * Server-sent events, until they end, fail or `gone` comes, whichever is first: what is said after that goes nowhere.
 * `begin` gives what is to be done at the end.
 */
export function eventStream(
  gone: AbortSignal,
  begin: (listener: Listener) => () => void,
): ReadableStream<Uint8Array> {
  let over = (_?: () => void) => {};
  return new ReadableStream<Uint8Array>({
    start(stream) {
      const say = (event: string) => stream.enqueue(text.encode(event));
      const end = () =>
        over(() => {
          say('event: end\ndata: end\n\n');
          stream.close();
        });
      let isOpen = true;
      over = (how) => {
        if (!isOpen) return;
        isOpen = false;
        gone.removeEventListener('abort', end);
        leave();
        how?.();
      };
      const send = (data: unknown) => {
        if (isOpen) say(`data: ${JSON.stringify(data)}\n\n`);
      };
      const leave = begin({ send, end, fail: () => over(() => stream.error()) });
      if (gone.aborted) end();
      else gone.addEventListener('abort', end);
    },
    cancel: () => over(),
  });
}
