import type { Metadata } from 'next';
import { problems } from '#api/problem.ts';
import { reader } from '#components/reader.ts';
import { RouteSection } from '#components/reference/route-section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Page, PageHead, Section } from '#components/ui/page.tsx';
import { operationsOf, readDocument } from './read-document.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await reader()).t('reference')('title') };
}

const example = `curl https://portal.example/api/v1/decisions \\
  -H 'Authorization: Bearer mk_…' \\
  -H 'Content-Type: application/json' \\
  -d '{"customer":"C-1001","category":"purchases","purpose":"recommend"}'`;

/** Everything a brand's own systems can call, drawn from the API's own document. */
export default async function ApiReferencePage() {
  const [document, its] = await Promise.all([readDocument(), reader()]);
  const t = its.t('reference');
  const operations = operationsOf(document);
  return (
    <Page>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <ButtonLink href="/docs/api/try" prefetch={false}>
              {t('try')}
            </ButtonLink>
            <ButtonLink href="/api/v1/openapi.json">{t('document')}</ButtonLink>
          </>
        }
      />
      <nav aria-label={t('contents')}>
        <ul className="border-ink border-t text-sm">
          {operations.map(({ id, method, path, summary }) => (
            <li key={id} className="border-rule border-b">
              <a href={`#${id}`} className="flex min-h-11 flex-wrap items-center gap-x-6 hover:underline">
                <span className="grow">{summary}</span>
                <code className="wrap-anywhere text-quiet">
                  {method} {path}
                </code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section title={t('key')} lead={t('keyLead')}>
        <pre className="wrap-anywhere whitespace-pre-wrap bg-sunk p-4 text-sm">
          <code>{example}</code>
        </pre>
      </Section>
      <div lang="en">
        {operations.map((route) => (
          <RouteSection key={route.id} route={route} schemas={document.components.schemas} t={t} />
        ))}
      </div>
      <Section title={t('problems')} lead={t('problemsLead')}>
        <dl className="text-sm" lang="en">
          {Object.entries(problems).map(([code, { status, title }]) => (
            <div key={code} id={code} className="border-rule border-b py-2">
              <dt>
                <code className="font-semibold">{code}</code> <span className="text-quiet">{status}</span>
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Page>
  );
}
