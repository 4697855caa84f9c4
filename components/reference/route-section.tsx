import type { Translate } from '../reader.ts';
import { type Column, Table } from '../ui/table.tsx';
import { type Field, type Schemas, typeOf, variantsOf } from './fields.ts';
import { FieldsTable } from './fields-table.tsx';

type Content = Readonly<Record<string, { schema?: unknown }>> | undefined;
type Reply = { status: string; description: string };

export type RouteView = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: unknown;
  }[];
  requestBody?: { content?: Content };
  responses: Readonly<Record<string, { description: string; content?: Content }>>;
};

/** One route: what it is for, what goes in, what comes out. */
export function RouteSection({ route, schemas, t }: { route: RouteView; schemas: Schemas; t: Translate }) {
  const addressed: Field[] = route.parameters.map(
    ({ name, in: where, required = false, description, schema }) => ({
      name,
      type: `${t(`in.${where}`)}: ${typeOf(schema, schemas)}`,
      required,
      about: description ?? '',
    }),
  );
  const sent = variantsOf(route.requestBody?.content?.['application/json']?.schema, schemas);
  const got = variantsOf(route.responses['200']?.content?.['application/json']?.schema, schemas);
  const kinds = Object.keys(route.requestBody?.content ?? {});
  const replies = Object.entries(route.responses).map(([status, { description }]) => ({
    status,
    description,
  }));
  return (
    <section id={route.id} className="mt-12 border-rule border-t pt-5">
      <h2 className="font-semibold text-lg">{route.summary}</h2>
      <p className="mt-1">
        <code className="wrap-anywhere">
          <span className="font-semibold">{route.method}</span> /api/v1{route.path}
        </code>
      </p>
      <p className="mt-3 mb-6 max-w-prose">{route.description}</p>
      {addressed.length > 0 && <FieldsTable caption={t('parameters')} fields={addressed} t={t} />}
      {sent.map(({ name, fields }, index) => (
        <FieldsTable
          key={name ?? index}
          caption={`${t('body')}${name ? ` (${name})` : ''}: ${kinds.join(', ')}`}
          fields={fields}
          t={t}
        />
      ))}
      {got.map(({ name, fields }, index) => (
        <FieldsTable
          key={name ?? index}
          caption={`${t('reply')}${name ? ` (${name})` : ''}`}
          fields={fields}
          t={t}
        />
      ))}
      <Table
        caption={t('replies')}
        captionShown
        columns={columns(t)}
        rows={replies}
        rowKey={({ status }) => status}
      />
    </section>
  );
}

const columns = (t: Translate): Column<Reply>[] => [
  { key: 'status', head: t('status'), cell: ({ status }) => <code>{status}</code> },
  { key: 'about', head: t('about'), cell: ({ description }) => description },
];
