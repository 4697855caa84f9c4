import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/ui/button.tsx';
import { Page, PageHead } from '#components/ui/page.tsx';

/** What can go wrong with a whole page. */
export const troubles = ['missing', 'unreachable', 'broken', 'foreign', 'large'] as const;
export type TroubleKind = (typeof troubles)[number];

/** Says what went wrong and what to do; `again` is the page to try again. */
export async function Trouble({ kind, again }: { kind: TroubleKind; again?: string }) {
  const [t, head] = await Promise.all([getTranslations('trouble'), headers()]);
  const id = head.get('x-request-id');
  const retry = kind === 'missing' || kind === 'foreign' || kind === 'large' ? undefined : again;
  return (
    <Page>
      <PageHead title={t(`${kind}.title`)} lead={t(`${kind}.lead`)} />
      <p className="flex flex-wrap gap-3">
        {retry && <ButtonLink href={retry}>{t('again')}</ButtonLink>}
        <ButtonLink href="/" weight={retry ? 'quiet' : 'plain'} className={retry && '-ml-4 sm:ml-0'}>
          {t('start')}
        </ButtonLink>
      </p>
      {kind === 'broken' && id && <p className="mt-10 text-quiet text-sm">{t('reference', { id })}</p>}
    </Page>
  );
}
