import { getTranslations } from 'next-intl/server';

/** What is wrong with a mapping, by place. The schema's own messages are in English, as a mapping is. */
export async function MappingFaults(props: {
  faults: readonly { path: string; message: string; slug?: string }[];
}) {
  const t = await getTranslations('import');
  return (
    <div role="alert" className="mb-6 border-alert border-l-4 bg-alert-wash px-4 py-3">
      <p className="font-semibold">{t('mappingWrong')}</p>
      <p className="text-sm">{t('mappingWrongLead')}</p>
      <ul className="mt-2 list-disc pl-5 text-sm">
        {props.faults.slice(0, 50).map(({ path, message, slug }) => (
          <li key={`${path} ${message}`}>
            <code className="break-all">{path || '{}'}</code>
            {': '}
            {slug === undefined ? <span lang="en">{message}</span> : t('unknownSlug', { slug })}
          </li>
        ))}
      </ul>
    </div>
  );
}
