import { getTranslations } from 'next-intl/server';

/** What keeps a draft from being published; each line leads to its input. */
export async function DraftMissing({ missing }: { missing: readonly { input: string; label: string }[] }) {
  const t = await getTranslations('staff.draft');
  if (missing.length === 0) return <p className="text-sm">{t('missingNone')}</p>;
  return (
    <div className="border-alert border-l-4 bg-alert-wash px-4 py-3 text-sm">
      <p className="font-semibold">{t('missingTitle')}</p>
      <p>{t('missingLead')}</p>
      <ul className="mt-1 list-disc pl-5">
        {missing.map(({ input, label }) => (
          <li key={input}>
            <a href={`#${input}`} className="underline underline-offset-2">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
