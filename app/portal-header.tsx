import { headers } from 'next/headers';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { signInPath } from '#auth/return-path.ts';
import { visit } from '#auth/visitor.ts';
import { BrowserZone } from '#components/browser-zone.tsx';
import { SiteHeader } from '#components/site-header.tsx';
import { localText } from '#lib/local-text.ts';
import { locales } from '#messages/load.ts';
import { chooseLanguage } from './account/actions.ts';
import { languageName } from './language-name.ts';
import { signOut } from './sign-in/actions.ts';

/** The head of every page, for whoever looks at it. */
export async function PortalHeader() {
  const [who, head, locale, timeZone, t, common] = await Promise.all([
    // Without the database a page says so itself; the head still stands.
    visit().catch(() => null),
    headers(),
    getLocale(),
    getTimeZone(),
    getTranslations('account.nav'),
    getTranslations('common'),
  ]);
  const path = head.get('x-path') ?? '/';
  const posts = (who?.posts ?? []).map(({ slug, name, defaultLocale }) => ({
    href: `/staff/${slug}`,
    text: t('staff', { brand: localText(name, locale, defaultLocale) }),
  }));
  const own = [
    ...(posts.length === 0 || who?.relations.length ? [{ href: '/my', text: t('my') }] : []),
    ...posts,
    { href: '/account', text: t('account') },
  ];
  return (
    <>
      <SiteHeader
        home={common('portal')}
        label={t('label')}
        links={who ? own : []}
        signIn={who ? null : { href: signInPath(path), text: common('signIn') }}
        signOut={who && { action: signOut, text: common('signOut') }}
        languages={locales
          .filter((entry) => entry !== locale)
          .map((entry) => ({ locale: entry, name: languageName(entry) }))}
        chooseLanguage={chooseLanguage}
        path={path}
        wide={path.startsWith('/staff/')}
      />
      <BrowserZone shown={timeZone} />
    </>
  );
}
