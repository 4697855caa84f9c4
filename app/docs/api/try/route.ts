import { headers } from 'next/headers';
import { reader } from '#components/reader.ts';
import { tryDocument } from './try-document.ts';

/** Scalar, for trying calls with a key of one's own. A document by itself: its styles and ours would be in each other's way. */
export async function GET() {
  const [its, head] = await Promise.all([reader(), headers()]);
  return new Response(tryDocument(its, head.get('x-nonce') ?? ''), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
