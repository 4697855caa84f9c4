import type { Stand, Stands, SwitchState } from '#lib/switch-state.ts';

export type Wants = Readonly<Record<string, boolean>>;

/** What is said beside a switch. `seq` is the choice that it speaks of: once there is a newer one it is gone. */
export type Note =
  | { kind: 'saving' }
  | { kind: 'saved'; at: string; seq: number }
  | { kind: 'failed'; message: string; isUnsure?: boolean; seq: number };

/** What became of presses on the switches of one customer's record, since the page was drawn for it. */
export type View = {
  record: string;
  wanted: Wants;
  stands: Stands;
  notes: Readonly<Record<string, Note>>;
};

export type Event =
  | { type: 'pressed'; record: string; wants: Wants }
  | {
      type: 'answered';
      record: string;
      /** The exchanges that were asked about, each with the choice that its page showed. */
      asked: Readonly<Record<string, number>>;
      /** Those of them that have been pressed again since. */
      waiting: readonly string[];
      answer: SwitchState;
      unreached: string;
    };

export const untouched = (record: string): View => ({ record, wanted: {}, stands: {}, notes: {} });

export function reduce(view: View, event: Event): View {
  if (event.type === 'answered') return answered(view, event);
  const its = view.record === event.record ? view : untouched(event.record);
  const saving = Object.keys(event.wants).map((name) => [name, { kind: 'saving' as const }]);
  return {
    ...its,
    wanted: { ...its.wanted, ...event.wants },
    notes: { ...its.notes, ...Object.fromEntries(saving) },
  };
}

function answered(view: View, event: Extract<Event, { type: 'answered' }>): View {
  const { answer, asked, waiting, unreached } = event;
  const record = answer.status === 'idle' ? event.record : answer.record;
  // The page has been drawn for another while this was under way: it says nothing about theirs.
  if (record === event.record && view.record !== record) return view;
  const its = view.record === record ? view : untouched(record);
  const stands = answer.status === 'idle' ? {} : answer.stands;
  const wanted = { ...its.wanted };
  const notes = { ...its.notes };
  for (const [name, seq] of Object.entries(asked)) {
    if (waiting.includes(name)) continue;
    delete wanted[name];
    notes[name] = noteOf(answer, stands[name]?.seq ?? seq, unreached);
  }
  return { record, wanted, stands: { ...its.stands, ...stands }, notes };
}

function noteOf(answer: SwitchState, seq: number, unreached: string): Note {
  if (answer.status === 'saved') return { kind: 'saved', at: answer.at, seq };
  if (answer.status === 'idle') return { kind: 'failed', message: unreached, seq };
  return { kind: 'failed', message: answer.message, isUnsure: answer.isUnsure, seq };
}

/** What a form's answer says beside a switch, where the form was sent without JavaScript. */
export function postedNote(posted: SwitchState, record: string, exchange: string): Note | undefined {
  if (posted.status === 'idle' || posted.record !== record) return undefined;
  const isAbout = posted.status === 'saved' ? exchange in posted.stands : posted.about.includes(exchange);
  return isAbout ? noteOf(posted, posted.stands[exchange]?.seq ?? 0, '') : undefined;
}

/** How an exchange stands: as drawn, unless an answer knows of a later choice. */
export const newest = (drawn: Stand, heard: Stand | undefined): Stand =>
  heard && heard.seq > drawn.seq ? heard : drawn;
