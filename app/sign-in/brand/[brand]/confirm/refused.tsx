import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/ui/button.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';
import { type LoginFault, loginFaults } from '#domain/login-key/read-token.ts';

/** What an address says went wrong; null when it says nothing that can. */
export function refused(error: string | undefined): { why: LoginFault } | null {
  const why = loginFaults.find((fault) => fault === error);
  return why ? { why } : null;
}

/** No token has come, or it does not hold: what to do, and for the brand's engineers why. */
export async function Refused({ brand, why }: { brand: string; why: LoginFault | undefined }) {
  const t = await getTranslations('sign-in.brand');
  const words = why === undefined ? 'begin' : why === 'expired' ? 'expired' : 'unsure';
  return (
    <Page>
      <PageHead title={t('title')} lead={t(`error.${words}`, { brand })} />
      {words === 'unsure' && (
        <p className="mb-6 text-quiet text-sm">{t('forEngineers', { why: why ?? '' })}</p>
      )}
      <ButtonLink href="/sign-in">{t('otherWay')}</ButtonLink>
    </Page>
  );
}
