import postgres from 'postgres';
import { rateOf, ratesByTurns } from '../rates.ts';
import { type Row, ratioOf, whole } from '../row.ts';
import type { ApiStage } from './stage.ts';

/** An audience streamed as NDJSON, against the bare SQL of the same customers through COPY: customers/s. */
export async function benchAudience(stage: ApiStage, rounds: number): Promise<Row[]> {
  const { api, uses, key, ownerUrl, brandId } = stage;
  const [use] = uses;
  const sql = postgres(ownerUrl, { max: 1 });
  const address = `${api.url}/api/v1/audience?${new URLSearchParams(use)}`;
  const stream = async () => {
    const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
    // Its first and last line say of the snapshot and of the count.
    return (await lines(answer.body)) - 2;
  };
  const copy = async () =>
    lines(
      await sql
        .unsafe(`copy (
          select c.external_id from customer c
          join choice ch on ch.customer_id = c.customer_id
          join exchange e on e.brand_id = ch.brand_id and e.slug = ch.exchange
          join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
          where c.brand_id = '${brandId}' and v.category = '${use.category}' and v.purpose = '${use.purpose}'
            and ch.state = 'granted' and ch.version >= e.asked_since
            and (ch.expires_at is null or ch.expires_at > now())
        ) to stdout`)
        .readable(),
    );
  const [streamed, copied] = [await stream(), await copy()];
  if (streamed !== copied || streamed === 0) throw new Error(`An audience of ${streamed}, not ${copied}.`);
  const { subject, against, ratio } = await ratesByTurns(
    () => rateOf(stream),
    () => rateOf(copy),
    rounds,
  ).finally(() => sql.end());
  return [
    {
      what: `audience of ${whole(streamed)} against COPY: customers/s`,
      seen: whole(subject),
      against: whole(against),
      ...ratioOf(ratio),
    },
  ];
}

async function lines(stream: AsyncIterable<Uint8Array> | null): Promise<number> {
  let count = 0;
  for await (const part of stream ?? []) for (const byte of part) if (byte === 10) count++;
  return count;
}
