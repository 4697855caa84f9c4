import { getTranslations } from 'next-intl/server';
import { env } from '#lib/env.ts';

/** The services one can sign in with. Plain links, so that nothing is fetched before they are wanted. */
export async function IssuerList({ to, orElse }: { to: string; orElse: boolean }) {
  const t = await getTranslations('sign-in');
  return (
    <div className="mt-8 max-w-md border-rule border-t pt-5">
      {orElse && <p className="mb-3 text-quiet text-sm">{t('or')}</p>}
      <ul className="grid gap-3">
        {env.OIDC.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`/sign-in/with/${id}?to=${encodeURIComponent(to)}`}
              className="flex min-h-11 items-center rounded-sm border border-edge px-4 py-2 font-semibold text-sm hover:border-ink"
            >
              {t('with', { issuer: name })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
