import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { env } from '#lib/env.ts';
import { doNothing } from './actions.ts';

/** What a dynamic page of this app costs with nothing on it: the measure of `npm run bench`. Not there otherwise. */
export default async function EmptyPage() {
  await connection();
  if (!env.MUTUAL_BENCH) notFound();
  return (
    <main id="content">
      <form action={doNothing} />
    </main>
  );
}
