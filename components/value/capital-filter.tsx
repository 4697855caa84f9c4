import Link from 'next/link';
import { type Capital, capitals } from '#lib/terms.ts';
import type { Reader } from '../reader.ts';

export function CapitalFilter(props: { here: string; current: Capital | undefined; reader: Reader }) {
  const { here, current } = props;
  const [t, terms] = [props.reader.t('my.value'), props.reader.t('terms.capital')];
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
