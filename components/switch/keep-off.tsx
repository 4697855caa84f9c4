'use client';

import { AnswerButton } from './answer-button.tsx';
import { useBoard } from './switch-board.tsx';

/** An answer is wanted: "no" takes one click, as "yes" does. Gone once answered. */
export function KeepOff(props: { exchange: string; title: string; ask: string }) {
  const { words, note } = useBoard();
  const { exchange, title } = props;
  const said = note(exchange);
  if (said && said.kind !== 'failed') return null;
  return (
    <div className="text-sm print:hidden">
      <p className="text-quiet">{props.ask}</p>
      <AnswerButton
        exchange={exchange}
        on={false}
        text={words.keepOff}
        label={words.keepOffLabel.replace('{exchange}', () => title)}
      />
    </div>
  );
}
