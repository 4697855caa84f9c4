import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { errorMessage } from '#app/error-message.ts';
import { staffPage } from '#auth/entry.ts';
import { BadRows } from '#components/import/bad-rows.tsx';
import { ImportReportView } from '#components/import/import-report-view.tsx';
import { MappingFaults } from '#components/import/mapping-faults.tsx';
import { PreviewTable } from '#components/import/preview-table.tsx';
import { reader, wordsOf } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/page.tsx';
import { portal } from '#db/portal.ts';
import { DomainError } from '#domain/errors.ts';
import { openUpload } from '#domain/import/upload.ts';
import { previewAside } from '#domain/import/upload-aside.ts';
import { importTitle } from '../import-title.ts';
import { LoadForm } from './load-form.tsx';

type Props = { params: Promise<{ brand: string; upload: string }> };

export const generateMetadata = ({ params }: Props) => importTitle(params);

/** An upload: how its files are read, and once it was loaded, what came of it. */
export default async function UploadPage({ params }: Props) {
  const { brand, upload: id } = await params;
  const entry = await staffPage(brand, 'owner', 'editor');
  const [t, { locale }] = await Promise.all([getTranslations('import'), reader()]);
  const upload = await openUpload(entry.ctx.actor, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') return notFound();
    throw error;
  });
  const { report } = upload;
  if (report && report.status !== 'refused')
    return (
      <StaffPage entry={entry} place="import" title={t('reportTitle')}>
        <ImportReportView report={report} />
        <p className="mt-8">
          <ButtonLink href={`/staff/${brand}/import`}>{t('again')}</ButtonLink>
        </p>
      </StaffPage>
    );
  const asker = { url: portal().url, actor: entry.ctx.actor };
  const read = await previewAside(asker, id).catch(async (error: unknown) => ({
    trouble: await errorMessage(error),
  }));
  const isUsable = 'preview' in read;
  const lead = t('files', { count: upload.files.length, names: upload.files.join(', ') });
  return (
    <StaffPage entry={entry} place="import" title={t('previewTitle')} lead={lead}>
      {report && <ImportReportView report={report} />}
      {'trouble' in read && <Notice alert>{read.trouble}</Notice>}
      {'faults' in read && <MappingFaults faults={read.faults} />}
      {isUsable && (
        <>
          <p className={`text-quiet text-sm ${report ? 'mt-12' : ''}`}>{t('previewLead')}</p>
          {read.preview.feeds.map((feed) => (
            <PreviewTable key={feed.file} feed={feed} words={wordsOf(locale, entry.brand)} />
          ))}
          {!report && <BadRows bad={read.preview.bad} />}
        </>
      )}
      <LoadForm brand={brand} upload={id} usable={isUsable} />
    </StaffPage>
  );
}
