import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Trouble } from './trouble.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trouble');
  return { title: t('missing.title') };
}

export default function NotFound() {
  return <Trouble kind="missing" />;
}
