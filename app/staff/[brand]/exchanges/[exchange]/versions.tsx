import { getTranslations } from 'next-intl/server';
import { VersionTable } from '#components/staff/version-table.tsx';
import { Empty, Section } from '#components/ui/page.tsx';
import type { Ctx } from '#domain/context.ts';
import { listVersions } from '#domain/exchange/list-versions.ts';
import { widenings } from '#domain/exchange/widening.ts';

/** What was published, when, by whom, and whether it took more than before. */
export async function Versions({ ctx, exchange }: { ctx: Ctx; exchange: string }) {
  const [versions, t] = await Promise.all([listVersions(ctx, exchange), getTranslations('staff.draft')]);
  const rows = versions.map(({ terms, meaning, ...version }, index) => {
    const before = versions[index + 1];
    return { ...version, widened: before ? widenings(before, { terms, meaning }) : null };
  });
  return (
    <Section title={t('versions')}>
      {rows.length === 0 ? <Empty>{t('versionsNone')}</Empty> : <VersionTable versions={rows} />}
    </Section>
  );
}
