import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyLine } from '#db/copy.ts';
import type { BrandId } from '#domain/actor.ts';
import type { BrandDefinition } from '#domain/brand/definition.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import type { Mapping } from '#domain/import/mapping.ts';

const category = 'what-you-buy';
const text = { en: 'What you buy' };

export const benchBrand: BrandDefinition = {
  slug: 'bench',
  defaultLocale: 'en',
  name: { en: 'Bench' },
  summary: { en: 'Is measured.' },
  categories: [{ slug: category, name: text, summary: text, standardKey: 'user.behavior', keeps: 'value' }],
  purposes: [],
  exchanges: [],
};

export const benchMapping: Mapping = {
  feeds: [
    {
      file: 'rows.csv',
      customer: { id: 'household' },
      columns: { quantity: { read: 'number' }, amount: { read: 'number' } },
      holdings: [
        {
          category,
          source: 'observed',
          place: 'offline',
          key: ['basket', 'product'],
          label: '{name}',
          value: '{amount} USD for {quantity}',
          collectedAt: 'time',
        },
      ],
    },
  ],
};

/** Row `n` of as many as one likes: 8 lines a basket, one basket in a hundred of the same customer. */
function row(n: number) {
  const basket = Math.floor(n / 8);
  const scattered = (basket * 7919) % 100_000;
  return {
    household: String(scattered % 20_000),
    basket: String(30_000_000_000 + basket),
    product: String(820_000 + ((n * 31) % 100_000)),
    name: `PRODUCT TYPE ${n % 1500}`,
    quantity: String(1 + (n % 3)),
    amount: ((n % 2000) / 100).toFixed(2),
    time: new Date(1_483_228_800_000 + n * 1000).toISOString(),
  };
}

/** The rows as a brand would send them. */
export function* csvLines(rows: number): Generator<string> {
  yield 'household,basket,product,name,quantity,amount,time\n';
  for (let n = 0; n < rows; n++) {
    const { household, basket, product, name, quantity, amount, time } = row(n);
    yield `"${household}","${basket}","${product}",${name},${quantity},${amount},"${time}"\n`;
  }
}

export const copyColumns = 'customer_id, brand_id, category, key, label, value, source, place, collected_at';

/** The same rows as they end up in `holding`, in COPY's format. */
export function* copyLines(rows: number, brandId: BrandId, idKey: Buffer): Generator<string> {
  const ids = new Map<string, string>();
  for (let n = 0; n < rows; n++) {
    const { household, basket, product, name, quantity, amount, time } = row(n);
    const id = ids.get(household) ?? customerId(idKey, household);
    ids.set(household, id);
    const value = `${amount} USD for ${quantity}`;
    yield copyLine([id, brandId, category, `${basket}/${product}`, name, value, 'observed', 'offline', time]);
  }
}

export async function writeLines(file: string, lines: Generator<string>) {
  await pipeline(Readable.from(inBlocks(lines)), createWriteStream(file));
}

export function* inBlocks(lines: Generator<string>): Generator<string> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length > 256_000) {
      yield block;
      block = '';
    }
  }
  yield block;
}
