import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, under each other. */
  numeric?: boolean;
};

/** A ruled table. On a narrow screen each row becomes a short list, every value under its column's name. */
export function Table<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  captionShown?: boolean;
}) {
  return (
    <table className="block w-full text-sm sm:table">
      <caption className={props.captionShown ? 'mb-2 text-left text-quiet' : 'sr-only'}>
        {props.caption}
      </caption>
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="sm:border-ink sm:border-b">
          {props.columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={`py-2 pr-4 align-bottom font-semibold last:pr-0 ${column.numeric ? 'text-right' : 'text-left'}`}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} className="block border-rule border-b py-2 sm:table-row sm:py-0">
            {props.columns.map((column) => (
              <td
                key={column.key}
                className={`flex justify-between gap-4 py-1 align-baseline sm:table-cell sm:py-2.5 sm:pr-4 sm:last:pr-0 ${column.numeric ? 'text-right sm:whitespace-nowrap' : ''}`}
              >
                <span aria-hidden="true" className="shrink-0 text-left text-quiet sm:hidden">
                  {column.head}
                </span>
                <span className="min-w-0 text-right sm:text-inherit">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
