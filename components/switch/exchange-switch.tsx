'use client';

import type { ReactNode } from 'react';
import { rowAddress } from '#lib/switch-state.ts';
import { Note } from './note.tsx';
import { useShownBox } from './shown-box.ts';
import { useBoard } from './switch-board.tsx';

type Props = { exchange: string; label: string; children?: ReactNode };

/** On or off for one exchange. A native checkbox: it works, and says its state, before and without JavaScript. */
export function ExchangeSwitch({ exchange, label, children }: Props) {
  const { words, isOn, note, wish, boxWish, save } = useBoard();
  const on = isOn(exchange);
  const box = useShownBox({ on });
  return (
    <div>
      <label className="switch">
        <input
          ref={box}
          type="checkbox"
          role="switch"
          name={`on:${exchange}`}
          value={exchange}
          autoComplete="off"
          aria-label={label}
          checked={on}
          onChange={(event) => save(event, { [exchange]: event.target.checked })}
        />
        <span aria-hidden="true" className="when-on">
          {words.on}
        </span>
        <span aria-hidden="true" className="when-off">
          {words.off}
        </span>
      </label>
      <noscript>
        <button
          type="submit"
          name="save"
          value={boxWish(exchange)}
          formAction={rowAddress(exchange)}
          aria-label={`${words.save}: ${label}`}
          className="text-button ml-3"
        >
          {words.save}
        </button>
      </noscript>
      {children}
      <Note
        note={note(exchange)}
        on={on}
        words={words}
        undo={{
          wish: wish(exchange, !on),
          address: rowAddress(exchange),
          onUndo: (act) => save(act, { [exchange]: !on }),
        }}
      />
    </div>
  );
}
