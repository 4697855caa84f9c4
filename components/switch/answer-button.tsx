'use client';

import { rowAddress } from '#lib/switch-state.ts';
import { useBoard } from './switch-board.tsx';

type Props = { exchange: string; on: boolean; text: string; label: string };

/** An answer in words beside the switch: on or off by one click, with or without JavaScript. */
export function AnswerButton({ exchange, on, text, label }: Props) {
  const { wish, save } = useBoard();
  return (
    <button
      type="submit"
      name="wish"
      value={wish(exchange, on)}
      formAction={rowAddress(exchange)}
      aria-label={label}
      className="text-button font-semibold"
      onClick={(event) => {
        event.preventDefault();
        save(event, { [exchange]: on });
      }}
    >
      {text}
    </button>
  );
}
