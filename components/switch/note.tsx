'use client';

import type { SyntheticEvent } from 'react';
import type { Note as Said } from './board-view.ts';
import type { SwitchWords } from './switch-words.ts';

/** "Saving…", "Saved 14:02 · Undo", or what went wrong and how it stands; read out when it changes. */
export function Note(props: {
  note: Said | undefined;
  on: boolean;
  words: SwitchWords;
  undo: { wish: string; address: string; onUndo: (act: SyntheticEvent) => void };
}) {
  const { note, on, words } = props;
  return (
    <div className="switch-note">
      <span role="status">
        {note?.kind === 'saving' && words.saving}
        {note?.kind === 'saved' && words.saved.replace('{at}', note.at)}
        {note?.kind === 'failed' && (
          <span className="text-alert">
            {!note.isUnsure && (on ? words.stillOn : words.stillOff)} {note.message}
          </span>
        )}
      </span>
      {note?.kind === 'saved' && (
        <button
          type="submit"
          name="wish"
          value={props.undo.wish}
          formAction={props.undo.address}
          className="ml-2 min-h-6 cursor-pointer text-accent underline underline-offset-4"
          onClick={(event) => {
            event.preventDefault();
            props.undo.onUndo(event);
          }}
        >
          {words.undo}
        </button>
      )}
    </div>
  );
}
