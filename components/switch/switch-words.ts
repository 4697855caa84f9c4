import type { Reader } from '../reader.ts';
import type { SwitchWords } from './switch-board.tsx';

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
