'use client';

import {
  createContext,
  type ReactNode,
  type SyntheticEvent,
  useActionState,
  useContext,
  useEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import { type Drawn, type SwitchState, wishText } from '#lib/switch-state.ts';
import { tellTabs } from '../tabs.ts';
import { type Note, newest, postedNote, reduce, untouched, type Wants } from './board-view.ts';
import { takeEarlyPresses } from './early-presses.ts';
import { formOf, PressQueue } from './press-queue.ts';
import type { SwitchWords } from './switch-words.ts';

type Board = {
  record: string;
  words: SwitchWords;
  isOn: (exchange: string) => boolean;
  note: (exchange: string) => Note | undefined;
  /** What a button's form asks for without JavaScript. */
  wish: (exchange: string, on: boolean) => string;
  /** The same of a button that names no state: the form's box does. */
  boxWish: (exchange: string) => string;
  /** Saves what was pressed. What a script did in the person's name is not. */
  save: (act: SyntheticEvent, wants: Wants) => void;
};

const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('A switch stands on a SwitchBoard.');
  return board;
}

const nothing: Drawn = { on: false, seq: 0, version: 0 };

/**
 * One form around all switches. Without JavaScript their buttons post it. With it, each change is sent at once,
 * one at a time; what is wanted while another is under way waits, and only the last wish for an exchange is sent.
 * Nothing is saved but a press on this page, with what the page showed: never because a box and the server differ.
 */
export function SwitchBoard(props: {
  /** Whose switches these are; a page that is drawn anew may be another's. */
  record: string;
  exchanges: Readonly<Record<string, Drawn>>;
  words: SwitchWords;
  action: (previous: SwitchState, form: FormData) => Promise<SwitchState>;
  children: ReactNode;
}) {
  const { action, record, exchanges, words } = props;
  const [posted, post] = useActionState(action, { status: 'idle' });
  const [view, tell] = useReducer(reduce, untouched(record));
  const [queue] = useState(() => new PressQueue());
  const sending = useRef(false);
  const its = view.record === record ? view : untouched(record);

  const drawn = (exchange: string): Drawn => {
    const shown = exchanges[exchange] ?? nothing;
    return { ...newest(shown, its.stands[exchange]), version: shown.version };
  };
  const isOn = (exchange: string) => its.wanted[exchange] ?? drawn(exchange).on;

  function press(wants: Wants) {
    for (const [exchange, on] of Object.entries(wants)) {
      const { version, seq } = drawn(exchange);
      queue.add({ record, exchange, version, seq, on });
    }
    tell({ type: 'pressed', record, wants });
    void send();
  }

  async function send() {
    if (sending.current) return;
    sending.current = true;
    for (let batch = queue.take(); batch[0]; batch = queue.take()) {
      const { record: pressedOn } = batch[0];
      const answer = await action({ status: 'idle' }, formOf(batch)).catch(
        (): SwitchState => ({ status: 'idle' }),
      );
      if (answer.status === 'saved') queue.follow(batch, answer.stands);
      if (answer.status === 'saved') tellTabs();
      if (answer.status !== 'idle' && answer.record !== pressedOn) queue.drop(pressedOn);
      const asked = Object.fromEntries(batch.map(({ exchange, seq }) => [exchange, seq]));
      const waiting = Object.keys(asked).filter(queue.waits);
      const { unreached } = words;
      tell({ type: 'answered', record: pressedOn, asked, waiting, answer, unreached });
    }
    sending.current = false;
  }

  const pressedEarly = useRef(() => {
    for (const { exchanges: names, on } of takeEarlyPresses()) {
      const some = names.some((name) => isOn(name) !== isOn(names[0] ?? ''));
      // As on the living page: a category that is partly on goes off first.
      press(Object.fromEntries(names.map((name) => [name, on && !some])));
    }
  });
  useEffect(() => pressedEarly.current(), []);

  const board: Board = {
    record,
    words,
    isOn,
    note: (exchange) => {
      const note = its.notes[exchange] ?? postedNote(posted, record, exchange);
      return note?.kind === 'saving' || note?.seq === drawn(exchange).seq ? note : undefined;
    },
    wish: (exchange, on) => wishText(exchange, drawn(exchange), on),
    boxWish: (exchange) => `${exchange}:${drawn(exchange).version}:${drawn(exchange).seq}`,
    save: (act, wants) => {
      if (act.isTrusted) press(wants);
    },
  };
  return (
    <BoardContext value={board}>
      <form action={post} autoComplete="off" onSubmit={(event) => event.preventDefault()}>
        {/* The form's first button is pressed by Enter on any box: one that does nothing, not another exchange's. */}
        <button type="submit" disabled hidden />
        <input type="hidden" name="record" value={record} />
        {props.children}
      </form>
    </BoardContext>
  );
}
