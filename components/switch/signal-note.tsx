'use client';

import { AnswerButton } from './answer-button.tsx';
import { useBoard } from './switch-board.tsx';

/** What the browser's privacy signal has to do with an exchange, in finished words. */
export type SignalView = {
  text: string;
  /** The two ways to answer where it speaks against a yes: in the order of the switch's states, alike in all. */
  answers?: readonly { on: boolean; text: string; label: string }[];
};

/** Beside the switch, what the browser's privacy signal did or asks. Gone once the customer has said something. */
export function SignalNote(props: { exchange: string; signal: SignalView }) {
  const { note } = useBoard();
  const { exchange, signal } = props;
  const said = note(exchange);
  if (said && said.kind !== 'failed') return null;
  return (
    <div className="text-sm">
      <p className="text-quiet">{signal.text}</p>
      {signal.answers && (
        <div className="flex flex-col items-start print:hidden">
          {signal.answers.map((answer) => (
            <AnswerButton key={answer.text} exchange={exchange} {...answer} />
          ))}
        </div>
      )}
    </div>
  );
}
