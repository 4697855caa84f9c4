import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { type Capital, capitals } from '#lib/terms.ts';

export async function CapitalFilter({ here, current }: { here: string; current: Capital | undefined }) {
  const [t, terms] = await Promise.all([getTranslations('my.value'), getTranslations('terms.capital')]);
  const choices = [
    { key: 'all', href: here, text: t('all'), chosen: current === undefined },
    ...capitals.map((key) => ({
      key,
      href: `${here}?capital=${key}`,
      text: terms(key),
      chosen: key === current,
    })),
  ];
  return (
    <nav aria-label={t('filter')} className="mb-4 flex flex-wrap gap-x-5 text-sm print:hidden">
      {choices.map(({ key, href, text, chosen }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          scroll={false}
          aria-current={chosen ? 'true' : undefined}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
