'use client';

import { rowAddress, wishText } from '#lib/switch-state.ts';
import { useBoard } from './switch-board.tsx';

/** An answer is wanted: "no" takes one click, as "yes" does. Gone once answered. */
export function KeepOff(props: { exchange: string; version: number; title: string; ask: string }) {
  const { words, note, save } = useBoard();
  const { exchange, version, title } = props;
  const said = note(exchange);
  if (said && said.kind !== 'failed') return null;
  return (
    <div className="text-sm print:hidden">
      <p className="text-quiet">{props.ask}</p>
      <button
        type="submit"
        name="wish"
        value={wishText(exchange, version, false)}
        formAction={rowAddress(exchange)}
        aria-label={words.keepOffLabel.replace('{exchange}', () => title)}
        className="text-button font-semibold"
        onClick={(event) => {
          event.preventDefault();
          save({ [exchange]: false });
        }}
      >
        {words.keepOff}
      </button>
    </div>
  );
}
