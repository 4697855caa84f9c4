import type { Reader } from './reader.ts';
import { PageLink } from './ui/page-link.tsx';

export type OtherRecord = { address: string; which: string };

/** For someone of whom a brand holds several records: which one this is, and the way to the others. */
export function RecordLine(props: { which: string; others: readonly OtherRecord[]; reader: Reader }) {
  const t = props.reader.t('my.records');
  return (
    <div className="mb-8 border-rule border-b pb-4 text-sm wrap-anywhere">
      <p className="max-w-prose">{t('here', { count: props.others.length + 1, which: props.which })}</p>
      <p className="flex flex-wrap gap-x-6 print:hidden">
        {props.others.map(({ address, which }) => (
          <PageLink
            key={address}
            href={`/my/${address}`}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
          >
            {t('open', { which })}
          </PageLink>
        ))}
      </p>
    </div>
  );
}
