import Link from 'next/link';
import { visit } from '#auth/visitor.ts';
import { CheckpointTable } from '#components/checkpoint-table.tsx';
import { ActionForm } from '#components/form/action-form.tsx';
import { recordWords } from '#components/record-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { portal } from '#db/portal.ts';
import { listCheckpoints } from '#domain/checkpoint/list-checkpoints.ts';
import { findSeveral } from '#domain/customer/own-records.ts';
import { firstOf } from '#lib/first-of.ts';
import { publicBrand } from '../public-brand.ts';
import { signCheckpoint } from './actions.ts';
import { readBefore } from './read-before.ts';

type Props = {
  params: Promise<{ brand: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
};

export async function generateMetadata({ params }: Props) {
  const { brand, words, its } = await publicBrand((await params).brand);
  return { title: its.t('verify.checkpoints')('title', { brand: words(brand.name) }) };
}

/** What a brand has signed over all its customers' choices, for anyone to keep and compare. */
export default async function CheckpointsPage({ params, searchParams }: Props) {
  const { brand, words, its } = await publicBrand((await params).brand);
  const name = words(brand.name);
  const before = readBefore(firstOf((await searchParams).before));
  const [{ checkpoints, older }, visitor] = await Promise.all([
    listCheckpoints(portal().db, brand.id, before),
    visit(),
  ]);
  const t = its.t('verify.checkpoints');
  const here = `/brands/${brand.slug}/checkpoints`;
  const role = visitor?.posts.find(({ slug }) => slug === brand.slug)?.role;
  const own = (visitor?.relations ?? []).filter(({ slug }) => slug === brand.slug);
  const which = recordWords(await findSeveral(portal().db, own), its);
  const link = 'inline-flex min-h-11 items-center text-accent underline underline-offset-4';
  return (
    <Page>
      <PageHead
        title={t('title', { brand: name })}
        lead={t('lead', { brand: name })}
        above={
          <Link href={`/brands/${brand.slug}`} className={link}>
            {name}
          </Link>
        }
      />
      {(role === 'owner' || role === 'editor') && (
        <ActionForm action={signCheckpoint.bind(null, brand.slug)} className="mb-8">
          <Button weight="plain">{t('make')}</Button>
        </ActionForm>
      )}
      {checkpoints.length === 0 ? (
        <Empty>{t('none', { brand: name })}</Empty>
      ) : (
        <CheckpointTable checkpoints={checkpoints} reader={its} />
      )}
      <Pager
        label={t('pages')}
        newer={before ? { href: here, text: t('newest') } : undefined}
        older={older ? { href: `${here}?before=${older}`, text: t('older') } : undefined}
      />
      <p className="mt-8 flex flex-wrap gap-x-6 text-sm print:hidden">
        {own.map(({ address, customerId }) => (
          <a key={address} href={`/my/${address}/receipts/proof`} className={link}>
            {t('own')}
            {which.has(customerId) && `, ${which.get(customerId)}`}
          </a>
        ))}
        <Link href="/verify" prefetch={false} className={link}>
          {t('verify')}
        </Link>
        <a href={`${here}/json`} className={link}>
          {t('json')}
        </a>
        <a href="/.well-known/jwks.json" className={link}>
          {t('keys')}
        </a>
      </p>
    </Page>
  );
}
