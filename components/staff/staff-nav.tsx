import { getTranslations } from 'next-intl/server';
import type { Role } from '#domain/actor.ts';
import { PageLink } from '../ui/page-link.tsx';

/** A staff page, and who may open it: the page itself asks for the same roles. */
const places = {
  overview: { path: '', roles: ['owner', 'editor', 'support', 'analyst'] },
  exchanges: { path: '/exchanges', roles: ['owner', 'editor'] },
  categories: { path: '/categories', roles: ['owner', 'editor'] },
  purposes: { path: '/purposes', roles: ['owner', 'editor'] },
  systems: { path: '/systems', roles: ['owner', 'editor'] },
  events: { path: '/events', roles: ['owner', 'editor'] },
  customers: { path: '/customers', roles: ['owner', 'support'] },
  identifiers: { path: '/identifiers', roles: ['owner', 'editor', 'support'] },
  import: { path: '/import', roles: ['owner', 'editor'] },
  keys: { path: '/keys', roles: ['owner'] },
  team: { path: '/team', roles: ['owner'] },
  audit: { path: '/audit', roles: ['owner'] },
} as const satisfies Record<string, { path: string; roles: readonly Role[] }>;

export type StaffPlace = keyof typeof places;

/** Only what the role may open: any other address answers as missing. */
export async function StaffNav(props: { brand: string; name: string; role: Role; current: StaffPlace }) {
  const [t, terms] = await Promise.all([getTranslations('staff.nav'), getTranslations('terms.role')]);
  return (
    <nav aria-label={t('label')} className="mb-8 border-rule border-b print:hidden">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <PageLink href="/staff" className="inline-flex min-h-11 items-center font-semibold hover:underline">
          {props.name}
        </PageLink>
        <span className="text-quiet">{terms(props.role)}</span>
      </p>
      <ul className="flex flex-wrap gap-x-5 text-sm">
        {placesFor(props.role).map((place) => (
          <li key={place}>
            <PageLink
              href={`/staff/${props.brand}${places[place].path}`}
              aria-current={place === props.current ? 'page' : undefined}
              className="-mb-px inline-flex min-h-11 items-center border-transparent border-b-2 hover:border-edge aria-[current=page]:border-accent aria-[current=page]:font-semibold"
            >
              {t(place)}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const order: readonly StaffPlace[] = [
  'overview',
  'exchanges',
  'categories',
  'purposes',
  'systems',
  'events',
  'customers',
  'identifiers',
  'import',
  'keys',
  'team',
  'audit',
];

const placesFor = (role: Role) =>
  order.filter((place) => places[place].roles.some((allowed) => allowed === role));
