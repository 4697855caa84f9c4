import type { LinkNote } from '#domain/person/link-notes.ts';
import type { FormState } from '#lib/form-state.ts';
import { ActionForm } from './form/action-form.tsx';
import { type Reader, wordsOf } from './reader.ts';
import { Button } from './ui/button.tsx';

type Action = (previous: FormState, form: FormData) => Promise<FormState>;

/** What has changed about which records a person can open, and what they can say to it. */
export function LinkNotes(props: {
  notes: readonly LinkNote[];
  reader: Reader;
  object: (link: number) => Action;
}) {
  const t = props.reader.t('identity.notes');
  if (props.notes.length === 0) return null;
  return (
    <section aria-label={t('title')} className="mb-10 border-rule border-y py-2">
      <ul>
        {props.notes.map((note) => (
          <li key={keyOf(note)} className="py-3">
            <Note note={note} reader={props.reader} object={props.object} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const keyOf = (note: LinkNote) =>
  note.kind === 'waiting' ? `waiting ${note.brand.slug} ${note.opensAt}` : `${note.kind} ${note.link}`;

function Note({
  note,
  reader,
  object,
}: {
  note: LinkNote;
  reader: Reader;
  object: (link: number) => Action;
}) {
  const t = reader.t('identity.notes');
  const { format } = reader;
  const brand = wordsOf(reader.locale, note.brand)(note.brand.name);
  if (note.kind === 'waiting')
    return (
      <p className="max-w-prose">
        {note.opensAt
          ? t('waitingUntil', { brand, date: format.dateTime(note.opensAt) })
          : t('waiting', { brand })}
      </p>
    );
  const date = format.dateTime(note.at);
  return (
    <>
      <p className="max-w-prose">{t(note.kind === 'added' ? 'added' : note.ended, { brand, date })}</p>
      {note.objected && <p className="max-w-prose text-quiet text-sm">{t('said', { brand })}</p>}
      {note.canObject && !note.objected && (
        <ActionForm action={object(note.link)} className="flex flex-wrap items-center gap-x-6 gap-y-1">
          <p className="max-w-prose text-quiet text-sm">{t('isWrong', { brand })}</p>
          <Button weight="plain" aria-label={t('sayNamed', { brand })}>
            {t('say')}
          </Button>
        </ActionForm>
      )}
      {note.kind === 'ended' && !note.canObject && (
        <p className="max-w-prose text-quiet text-sm">{t('ask', { brand })}</p>
      )}
    </>
  );
}
