'use client';

import { useActionState, useEffect, useRef } from 'react';
import { FileField } from '#components/import/file-field.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextArea } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/page.tsx';
import { Table } from '#components/ui/table.tsx';
import type { VerifyState } from './actions.ts';
import type { VerdictView } from './verdict-view.ts';

type Props = {
  action: (state: VerifyState, form: FormData) => Promise<VerifyState>;
  text: { file: string; fileHint: string; paste: string; pasteHint: string; check: string };
};

/** A file can be chosen or dropped on its field; the answer comes above the form. */
export function VerifyForm({ action, text }: Props) {
  const [state, submit, pending] = useActionState(action, { status: 'idle' });
  const report = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.status !== 'idle') report.current?.focus();
  }, [state]);
  return (
    <form action={submit} aria-busy={pending}>
      <div ref={report} tabIndex={-1} className="outline-none">
        {state.status === 'failed' && <Notice alert>{state.message}</Notice>}
        {state.status === 'judged' && <Judged view={state.view} />}
      </div>
      <div className="max-w-prose">
        <FileField name="file" label={text.file} hint={text.fileHint} accept=".json,.jws,.ndjson,.txt" />
        <TextArea name="text" label={text.paste} hint={text.pasteHint} rows={6} spellCheck={false} />
        <Button disabled={pending}>{text.check}</Button>
      </div>
    </form>
  );
}

function Judged({ view }: { view: VerdictView }) {
  const heads = view.rows[0]?.cells ?? [];
  return (
    <div className="mb-10">
      <Notice alert={!view.ok || view.warn}>
        <p className="font-semibold text-lg">{view.title}</p>
        {view.lines.map((line) => (
          <p key={line} className="mt-1 max-w-prose break-words">
            {line}
          </p>
        ))}
      </Notice>
      {view.rows.length > 0 && (
        <Table<VerdictView['rows'][number]>
          caption={heads[1]?.head ?? view.title}
          rows={view.rows}
          rowKey={({ seq }) => `${seq}`}
          columns={heads.map(({ head }, place) => ({
            key: head,
            head,
            cell: (row) => row.cells[place]?.text,
          }))}
        />
      )}
    </div>
  );
}
