import { customerPage } from '#auth/entry.ts';
import { arrivalLine, isUnderWay } from '#components/delivery/arrival-line.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { portal } from '#db/portal.ts';
import { arrivalsWatch } from '#domain/delivery/watch-arrivals.ts';
import { changedLines } from './changed-lines.ts';
import { eventStream } from './event-stream.ts';

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
  const events = eventStream(gone, ({ send, end, fail }) =>
    watch({
      actor: ctx.actor,
      tell(arrivals) {
        const news = lines(arrivals);
        if (news) send(news);
        if (![...arrivals.values()].some(isUnderWay)) end();
      },
      end,
      // The page says how things stood, a reload how they stand.
      fail,
    }),
  );
  return new Response(events, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Compressing would hold the lines back.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
