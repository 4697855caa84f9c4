import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { staffPage } from '#auth/entry.ts';
import { reader, wordsOf } from '#components/reader.ts';
import { DomainError } from '#domain/errors.ts';
import { getStaffExchange } from '#domain/exchange/staff-exchange.ts';
import { DraftPage } from './draft-page.tsx';
import { RetiredPage } from './retired-page.tsx';

type Props = { params: Promise<{ brand: string; exchange: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { entry, exchange } = await find(params);
  const words = wordsOf((await reader()).locale, entry.brand);
  const title = words(exchange.live?.title ?? exchange.draft?.title ?? {}) || exchange.slug;
  return { title: `${title} · ${words(entry.brand.name)}` };
}

/** Where one exchange is written, compared with what is live, and published. */
export default async function ExchangePage({ params }: Props) {
  const { entry, exchange } = await find(params);
  return exchange.retiredAt ? (
    <RetiredPage entry={entry} exchange={exchange} />
  ) : (
    <DraftPage entry={entry} exchange={exchange} />
  );
}

async function find(params: Props['params']) {
  const { brand, exchange } = await params;
  return read(brand, exchange);
}

/** Once a request, for the title and the page. */
const read = cache(async (brand: string, slug: string) => {
  const entry = await staffPage(brand, 'owner', 'editor');
  try {
    return { entry, exchange: await getStaffExchange(entry.ctx, slug) };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  }
});
