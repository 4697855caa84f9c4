import { getTranslations } from 'next-intl/server';
import { staffPage } from '#auth/entry.ts';
import { FileField } from '#components/import/file-field.tsx';
import { reader } from '#components/reader.ts';
import { StaffPage } from '#components/staff/staff-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/field.tsx';
import { uploadLimit } from '#domain/import/upload.ts';
import { importTitle } from './import-title.ts';
import { isUploadFault } from './upload/upload-fault.ts';

type Props = {
  params: Promise<{ brand: string }>;
  searchParams: Promise<{ fault?: string | string[] }>;
};

export const generateMetadata = ({ params }: Props) => importTitle(params);

/** Where staff send files from their systems. A plain form to a route: it streams, and needs no script. */
export default async function ImportPage({ params, searchParams }: Props) {
  const entry = await staffPage((await params).brand, 'owner', 'editor');
  const [{ fault }, t, { format }] = await Promise.all([searchParams, getTranslations('import'), reader()]);
  return (
    <StaffPage entry={entry} place="import" title={t('title')} lead={t('lead')}>
      {isUploadFault(fault) && <ErrorSummary title={t(`uploadFault.${fault}`)} />}
      <form
        action={`/staff/${entry.brand.slug}/import/upload`}
        method="post"
        encType="multipart/form-data"
        className="max-w-prose"
      >
        <FileField name="mapping" label={t('mapping')} hint={t('mappingHint')} accept=".json" required />
        <FileField
          name="data"
          label={t('data')}
          hint={t('dataHint', { limit: format.number(uploadLimit / 1_000_000) })}
          multiple
          required
        />
        <Button>{t('preview')}</Button>
        <p className="mt-5 text-quiet text-sm">{t('deleted')}</p>
      </form>
    </StaffPage>
  );
}
