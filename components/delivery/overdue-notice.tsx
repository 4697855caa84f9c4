import type { Overdue } from '#domain/delivery/overdue.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Reader } from '../reader.ts';
import { Notice } from '../ui/page.tsx';
import { PageLink } from '../ui/page-link.tsx';

/** Tells staff which systems owe an answer, and leads to what is stuck there. Nothing where none does. */
export function OverdueNotice(props: {
  brand: string;
  systems: readonly Overdue[];
  words: (text: LocalText) => string;
  reader: Reader;
}) {
  const { brand, systems, words, reader } = props;
  const t = reader.t('systems.owing');
  if (systems.length === 0) return null;
  return (
    <Notice alert>
      <h2 className="font-semibold">{t('title')}</h2>
      <ul className="mt-1 text-sm">
        {systems.map(({ slug, name, missing, unconfirmed }) => {
          const system = words(name);
          return (
            <li key={slug} className="flex flex-wrap items-baseline gap-x-4">
              <span>
                {missing > 0 && t('missing', { system, count: missing })}{' '}
                {unconfirmed > 0 && t('unconfirmed', { system, count: unconfirmed })}
              </span>
              <PageLink
                href={`/staff/${brand}/systems/${slug}${missing > 0 ? '?show=stuck' : ''}`}
                aria-label={t('lookLabel', { system })}
                className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
              >
                {t('look')}
              </PageLink>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
