import { reader } from '#components/reader.ts';
import { Page, PageHead } from '#components/ui/page.tsx';
import { checkReceipt } from './actions.ts';
import { VerifyForm } from './verify-form.tsx';

export async function generateMetadata() {
  const { t } = await reader();
  return { title: t('verify.page')('title'), description: t('verify.page')('lead') };
}

/** Where anyone can check a receipt: by a file or by pasting. */
export default async function VerifyPage() {
  const t = (await reader()).t('verify.page');
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      <VerifyForm
        action={checkReceipt}
        text={{
          file: t('file'),
          fileHint: t('fileHint'),
          paste: t('paste'),
          pasteHint: t('pasteHint'),
          check: t('check'),
        }}
      />
    </Page>
  );
}
