import { customerPage } from '#auth/entry.ts';
import { arrivalLine, isUnderWay } from '#components/delivery/arrival-line.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { portal } from '#db/portal.ts';
import { arrivalsWatch } from '#domain/delivery/watch-arrivals.ts';
import { changedLines } from './changed-lines.ts';

export const dynamic = 'force-dynamic';

/** A stream lasts no longer than this; whoever still wants to know reloads the page. */
const longest = 60_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const { watch } = arrivalsWatch(() => portal().db);

/** Server-sent events: the lines beside the switches, whenever one changes, until nothing is under way. */
export async function GET(request: Request, { params }: { params: Promise<{ brand: string }> }) {
  const { ctx, brand } = await customerPage((await params).brand);
  const its = await reader();
  const words = wordsOf(its.locale, brand);
  const gone = AbortSignal.any([request.signal, stopping.signal, AbortSignal.timeout(longest)]);
  const lines = changedLines((arrivals) => arrivalLine(arrivals, words, its));
  const text = new TextEncoder();

  const events = new ReadableStream<Uint8Array>({
    start(stream) {
      const end = () => {
        leave();
        if (!request.signal.aborted) stream.enqueue(text.encode('event: end\ndata: end\n\n'));
        stream.close();
      };
      const leave = watch({
        actor: ctx.actor,
        tell(arrivals) {
          const news = lines(arrivals);
          if (news) stream.enqueue(text.encode(`data: ${JSON.stringify(news)}\n\n`));
          if (![...arrivals.values()].some(isUnderWay)) end();
        },
        end,
        // The page says how things stood, a reload how they stand.
        fail: () => stream.error(),
      });
      if (gone.aborted) end();
      else gone.addEventListener('abort', end, { once: true });
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
