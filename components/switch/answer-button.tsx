'use client';

import { rowAddress, wishText } from '#lib/switch-state.ts';
import { useBoard } from './switch-board.tsx';

type Props = { exchange: string; version: number; on: boolean; text: string; label: string };

/** An answer in words beside the switch: on or off by one click, with or without JavaScript. */
export function AnswerButton({ exchange, version, on, text, label }: Props) {
  const { save } = useBoard();
  return (
    <button
      type="submit"
      name="wish"
      value={wishText(exchange, version, on)}
      formAction={rowAddress(exchange)}
      aria-label={label}
      className="text-button font-semibold"
      onClick={(event) => {
        event.preventDefault();
        save({ [exchange]: on });
      }}
    >
      {text}
    </button>
  );
}
