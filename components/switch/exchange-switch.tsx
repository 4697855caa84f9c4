'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { rowAddress, wishText } from '#lib/switch-state.ts';
import { Note } from './note.tsx';
import { useBoard } from './switch-board.tsx';

/** On or off for one exchange. A native checkbox: it works, and says its state, before and without JavaScript. */
export function ExchangeSwitch(props: {
  exchange: string;
  version: number;
  label: string;
  children?: ReactNode;
}) {
  const { exchange, version, label } = props;
  const { words, isOn, note, save } = useBoard();
  const box = useRef<HTMLInputElement>(null);
  const on = isOn(exchange);
  const flippedWhileLoading = useRef(() => {
    if (box.current && box.current.checked !== on) save({ [exchange]: box.current.checked });
  });
  useEffect(() => flippedWhileLoading.current(), []);
  const said = note(exchange);
  return (
    <div>
      <label className="switch">
        <input
          ref={box}
          type="checkbox"
          role="switch"
          name={`on:${exchange}`}
          aria-label={label}
          checked={on}
          onChange={(event) => save({ [exchange]: event.target.checked })}
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
          value={`${exchange}:${version}`}
          formAction={rowAddress(exchange)}
          aria-label={`${words.save}: ${label}`}
          className="text-button ml-3"
        >
          {words.save}
        </button>
      </noscript>
      {props.children}
      <Note
        note={said}
        on={on}
        words={words}
        undo={{
          wish: wishText(exchange, version, !on),
          address: rowAddress(exchange),
          onUndo: () => save({ [exchange]: !on }),
        }}
      />
    </div>
  );
}
