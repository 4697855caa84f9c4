import type { Translate } from '../reader.ts';
import { type Column, Table } from '../ui/table.tsx';
import type { Field } from './fields.ts';

/** What a body or an address is made of. */
export function FieldsTable(props: { caption: string; fields: readonly Field[]; t: Translate }) {
  const { t } = props;
  const columns: Column<Field>[] = [
    { key: 'name', head: t('field'), cell: ({ name }) => <code className="wrap-anywhere">{name}</code> },
    { key: 'type', head: t('type'), cell: ({ type }) => <span className="wrap-anywhere">{type}</span> },
    { key: 'needed', head: t('needed'), cell: ({ required }) => t(required ? 'yes' : 'no') },
    { key: 'about', head: t('about'), cell: ({ about }) => about || '–' },
  ];
  return (
    <div className="mb-6">
      <Table
        caption={props.caption}
        captionShown
        columns={columns}
        rows={props.fields}
        rowKey={({ name }) => name}
      />
    </div>
  );
}
