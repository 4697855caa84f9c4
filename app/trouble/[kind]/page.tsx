import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Trouble, troubles } from '../../trouble.tsx';

type Props = { params: Promise<{ kind: string }> };

const kindOf = async ({ params }: Props) => {
  const { kind } = await params;
  return troubles.find((known) => known === kind) ?? notFound();
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [kind, t] = await Promise.all([kindOf(props), getTranslations('trouble')]);
  return { title: t(`${kind}.title`), robots: { index: false } };
}

/** Stands in for a page that could not be made (cli/server/portal-response.ts), and is otherwise linked from nowhere. */
export default async function TroublePage(props: Props) {
  const [kind, head] = await Promise.all([kindOf(props), headers()]);
  return <Trouble kind={kind} again={head.get('x-path') ?? '/'} />;
}
