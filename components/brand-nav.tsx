import type { Reader } from './reader.ts';
import { PageLink } from './ui/page-link.tsx';

const places = { statement: '', value: '/value', history: '/history' } as const;

/** The three pages about one record. */
export function BrandNav(props: { address: string; current?: keyof typeof places; reader: Reader }) {
  const t = props.reader.t('my.nav');
  return (
    <nav
      aria-label={t('label')}
      className="mb-8 flex flex-wrap gap-x-6 border-rule border-b text-sm print:hidden"
    >
      {(['statement', 'value', 'history'] as const).map((place) => (
        <PageLink
          key={place}
          href={`/my/${props.address}${places[place]}`}
          aria-current={place === props.current ? 'page' : undefined}
          className="inline-flex min-h-11 items-center border-transparent border-b-2 hover:border-edge aria-[current=page]:border-accent aria-[current=page]:font-semibold"
        >
          {t(place)}
        </PageLink>
      ))}
    </nav>
  );
}
