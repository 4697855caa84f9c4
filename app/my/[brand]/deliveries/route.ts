import { setTimeout as wait } from 'node:timers/promises';
import { customerPage } from '#auth/entry.ts';
import { arrivalLine, isUnderWay } from '#components/delivery/arrival-line.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { findArrivals } from '#domain/delivery/arrivals.ts';

export const dynamic = 'force-dynamic';

/** A stream lasts no longer than this; whoever still wants to know reloads the page. */
const longest = 60_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

/** Server-sent events: the lines beside the switches, whenever one changes, until nothing is under way. */
export async function GET(request: Request, { params }: { params: Promise<{ brand: string }> }) {
  const { ctx, brand } = await customerPage((await params).brand);
  const its = await reader();
  const words = wordsOf(its.locale, brand);
  const gone = AbortSignal.any([request.signal, stopping.signal, AbortSignal.timeout(longest)]);

  const sent = new Map<string, string>();
  const text = new TextEncoder();

  const look = async (stream: ReadableStreamDefaultController<Uint8Array>) => {
    const arrivals = [...(await findArrivals(ctx))];
    const news = arrivals.flatMap(([exchange, each]) => {
      const line = arrivalLine(each, words, its);
      const mark = `${each[0]?.seq} ${line}`;
      if (sent.get(exchange) === mark) return [];
      sent.set(exchange, mark);
      return [[exchange, line] as const];
    });
    if (news.length > 0) stream.enqueue(text.encode(`data: ${JSON.stringify(Object.fromEntries(news))}\n\n`));
    return arrivals.some(([, each]) => isUnderWay(each));
  };

  const events = new ReadableStream<Uint8Array>({
    async start(stream) {
      try {
        while (!gone.aborted && (await look(stream)))
          await wait(500, undefined, { signal: gone }).catch(() => {});
        if (!request.signal.aborted) stream.enqueue(text.encode('event: end\ndata: end\n\n'));
        stream.close();
      } catch {
        // The reader left, or the database did: the page says how things stood, a reload how they stand.
        if (!request.signal.aborted) stream.error();
      }
    },
  });

  return new Response(events, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Compressing would hold the lines back.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
