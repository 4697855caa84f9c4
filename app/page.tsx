import { getTranslations } from 'next-intl/server';

export default async function HomePage() {
  const t = await getTranslations('common');
  return (
    <main id="content" className="mx-auto max-w-3xl p-6">
      <h1 className="text-2xl font-semibold">{t('portal')}</h1>
    </main>
  );
}
