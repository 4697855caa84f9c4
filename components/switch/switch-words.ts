import type { Reader } from '../reader.ts';

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

/** The switches' words in the reader's language, with `{at}`, `{on}`, `{all}` and `{exchange}` left to fill in. */
export function switchWords(reader: Reader): SwitchWords {
  const t = reader.t('my.switch');
  return {
    on: t('on'),
    off: t('off'),
    saving: t('saving'),
    saved: t('saved', { at: '{at}' }),
    undo: t('undo'),
    stillOn: t('stillOn'),
    stillOff: t('stillOff'),
    unreached: t('unreached'),
    save: t('save'),
    some: t('some', { on: '{on}', all: '{all}' }),
    allOn: reader.t('my.category')('allOn'),
    allOff: reader.t('my.category')('allOff'),
    keepOff: t('keepOff'),
    keepOffLabel: t('keepOffLabel', { exchange: '{exchange}' }),
  };
}
