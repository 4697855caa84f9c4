import Link from 'next/link';
import type { Reader } from '../reader.ts';

/** What receipts are for, and the ways to get all of them, to check them, and to see what the brand signs each day. */
export function Receipts({ address, brand, reader }: { address: string; brand: string; reader: Reader }) {
  const t = reader.t('verify.history');
  const link = 'inline-flex min-h-11 items-center text-accent underline underline-offset-4';
  return (
    <section aria-labelledby="receipts" className="mb-10 border-rule border-y py-4 text-sm print:hidden">
      <h2 id="receipts" className="font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-prose text-quiet">{t('lead')}</p>
      <p className="mt-2 flex flex-wrap gap-x-6">
        <a href={`/my/${address}/receipts`} className={link}>
          {t('all')}
        </a>
        <Link href="/verify" prefetch={false} className={link}>
          {t('verify')}
        </Link>
        <Link href={`/brands/${brand}/checkpoints`} prefetch={false} className={link}>
          {t('checkpoints')}
        </Link>
        <a href={`/my/${address}/receipts/proof`} className={link}>
          {t('proof')}
        </a>
      </p>
    </section>
  );
}
