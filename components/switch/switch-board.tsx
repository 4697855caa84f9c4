'use client';

import {
  createContext,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useReducer,
  useRef,
} from 'react';
import { type SwitchState, wishText } from '#lib/switch-state.ts';

/** Words the switches need, finished on the server: no translation code travels to the browser. `{at}` is a time, `{exchange}` a title. */
export type SwitchWords = Readonly<
  Record<
    | 'on'
    | 'off'
    | 'saving'
    | 'saved'
    | 'undo'
    | 'stillOn'
    | 'stillOff'
    | 'unreached'
    | 'save'
    | 'some'
    | 'allOn'
    | 'allOff'
    | 'keepOff'
    | 'keepOffLabel',
    string
  >
>;

type Note =
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; message: string; isUnsure?: boolean };
type Wants = Readonly<Record<string, boolean>>;
type View = { wanted: Wants; saved: Wants; notes: Readonly<Record<string, Note>> };

type Board = {
  brand: string;
  words: SwitchWords;
  isOn: (exchange: string) => boolean;
  isSaved: (exchange: string) => boolean;
  note: (exchange: string) => Note | undefined;
  save: (wants: Wants) => void;
};

const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('A switch stands on a SwitchBoard.');
  return board;
}

type Event =
  | { type: 'want'; wants: Wants }
  | { type: 'answer'; wants: Wants; answer: SwitchState; unreached: string; pending: Wants };

function reduce(view: View, event: Event): View {
  const names = Object.keys(event.wants);
  if (event.type === 'want')
    return {
      ...view,
      wanted: { ...view.wanted, ...event.wants },
      notes: { ...view.notes, ...notesFor(names, { kind: 'saving' }) },
    };
  const { answer, pending } = event;
  const settled = names.filter((name) => !(name in pending));
  const saved = { ...view.saved, ...('on' in answer ? answer.on : {}) };
  const note: Note =
    answer.status === 'saved'
      ? { kind: 'saved', at: answer.at }
      : answer.status === 'failed'
        ? { kind: 'failed', message: answer.message, isUnsure: answer.isUnsure }
        : { kind: 'failed', message: event.unreached };
  const wanted = { ...view.wanted };
  for (const name of settled) delete wanted[name];
  return { wanted, saved, notes: { ...view.notes, ...notesFor(settled, note) } };
}

const notesFor = (names: string[], note: Note) => Object.fromEntries(names.map((name) => [name, note]));

/**
 * One form around all switches. Without JavaScript their buttons post it. With it, each change is sent at once,
 * one at a time; what is wanted while another is under way waits, and only the last wish for an exchange is sent.
 */
export function SwitchBoard(props: {
  brand: string;
  on: Wants;
  versions: Readonly<Record<string, number>>;
  words: SwitchWords;
  action: (previous: SwitchState, form: FormData) => Promise<SwitchState>;
  children: ReactNode;
}) {
  const { action, brand, versions, words } = props;
  const [posted, post] = useActionState(action, { status: 'idle' });
  const [view, tell] = useReducer(reduce, { wanted: {}, saved: {}, notes: {} });
  const pending = useRef<Record<string, boolean>>({});
  const sending = useRef(false);
  const latest = useRef(versions);
  useEffect(() => {
    latest.current = versions;
  }, [versions]);

  async function send() {
    if (sending.current) return;
    sending.current = true;
    while (Object.keys(pending.current).length > 0) {
      const wants = pending.current;
      pending.current = {};
      const form = new FormData();
      form.set('brand', brand);
      for (const [exchange, on] of Object.entries(wants))
        form.append('wish', wishText(exchange, latest.current[exchange] ?? 0, on));
      const answer = await action({ status: 'idle' }, form).catch((): SwitchState => ({ status: 'idle' }));
      tell({ type: 'answer', wants, answer, unreached: words.unreached, pending: pending.current });
    }
    sending.current = false;
  }

  const trueState = (exchange: string) =>
    view.saved[exchange] ??
    (posted.status !== 'idle' ? posted.on[exchange] : undefined) ??
    props.on[exchange] ??
    false;
  const board: Board = {
    brand,
    words,
    isOn: (exchange) => view.wanted[exchange] ?? trueState(exchange),
    isSaved: trueState,
    note: (exchange) => view.notes[exchange] ?? postedNote(posted, exchange),
    save: (wants) => {
      Object.assign(pending.current, wants);
      tell({ type: 'want', wants });
      void send();
    },
  };
  return (
    <BoardContext value={board}>
      <form action={post}>
        <input type="hidden" name="brand" value={brand} />
        {props.children}
      </form>
    </BoardContext>
  );
}

function postedNote(posted: SwitchState, exchange: string): Note | undefined {
  if (posted.status === 'saved' && exchange in posted.on) return { kind: 'saved', at: posted.at };
  if (posted.status === 'failed' && posted.about.includes(exchange))
    return { kind: 'failed', message: posted.message, isUnsure: posted.isUnsure };
}
