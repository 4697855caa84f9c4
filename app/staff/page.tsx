import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { visitOrSignIn } from '#auth/entry.ts';
import { Empty, Page, PageHead } from '#components/ui/page.tsx';
import { localText } from '#lib/local-text.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('staff.brands');
  return { title: t('title') };
}

/** The brands that the person signed in works for. */
export default async function StaffedBrandsPage() {
  const { posts } = await visitOrSignIn();
  const [t, terms, locale] = await Promise.all([
    getTranslations('staff.brands'),
    getTranslations('terms.role'),
    getLocale(),
  ]);
  return (
    <Page>
      <PageHead title={t('title')} lead={posts.length > 0 ? t('lead') : undefined} />
      {posts.length === 0 && <Empty>{t('none')}</Empty>}
      <ul className="border-rule border-t">
        {posts.map((post) => (
          <li key={post.slug} className="border-rule border-b">
            <Link
              href={`/staff/${post.slug}`}
              className="flex flex-wrap items-baseline justify-between gap-x-8 py-4 hover:underline"
            >
              <span className="font-semibold text-lg">
                {localText(post.name, locale, post.defaultLocale)}
              </span>
              <span className="text-quiet text-sm">
                {terms(post.role)}: {terms(`${post.role}Hint`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
