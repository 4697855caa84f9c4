import type { Reader } from '../reader.ts';

/** What every exchange row says alike, in the reader's language; `{exchange}` is left to fill in. */
export type RowWords = Readonly<Record<'give' | 'get' | 'ifOff' | 'ifLocked' | 'more' | 'moreLabel', string>>;

export function rowWords(reader: Reader): RowWords {
  const t = reader.t('my.row');
  return {
    give: t('give'),
    get: t('get'),
    ifOff: t('ifOff'),
    ifLocked: t('ifLocked'),
    more: t('more'),
    moreLabel: t('moreLabel', { exchange: '{exchange}' }),
  };
}
