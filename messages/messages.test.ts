import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadMessages, locales, type Messages } from './load.ts';

const flat = (messages: Messages, path = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] satisfies [string, string]]
      : flat(value, `${path}${key}.`),
  );

const inLanguage = async (locale: (typeof locales)[number]) => new Map(flat(await loadMessages(locale)));

/** The names and kinds of what is filled in: `{count, plural, …}` → count:plural. */
const slots = (message: string) =>
  [...message.matchAll(/\{(\w+)(?:,\s*(\w+))?/g)].map(([, name, kind]) => `${name}:${kind ?? ''}`).sort();

test('every text is there in every language, and none is empty', async () => {
  const [first, ...others] = await Promise.all(locales.map(inLanguage));
  for (const other of others) expect([...other.keys()].sort()).toEqual([...(first?.keys() ?? [])].sort());
  for (const texts of [first, ...others])
    expect([...(texts ?? [])].filter(([, text]) => !text.trim())).toEqual([]);
});

test('a text takes the same values in every language', async () => {
  const [first, ...others] = await Promise.all(locales.map(inLanguage));
  for (const other of others)
    for (const [key, text] of first ?? [])
      expect([key, [...new Set(slots(other.get(key) ?? ''))]]).toEqual([key, [...new Set(slots(text))]]);
});

test('every text that a page asks for is there', async () => {
  const known = await inLanguage('en');
  const missing = sources().flatMap(({ file, code }) =>
    asked(code)
      .filter((key) => !known.has(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

const sources = () =>
  ['app', 'components'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${room}/${file}`, code: readFileSync(`${room}/${file}`, 'utf8') })),
  );

/** Keys written out in the code: `t('title')` where one `t` is made per file. Composed keys are for the type of their parts. */
function asked(code: string): string[] {
  const makers = [...code.matchAll(/getTranslations\('([\w.-]+)'\)/g)].map(([, namespace]) => namespace);
  if (new Set(makers).size !== 1) return [];
  return [...code.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => `${makers[0]}.${key}`);
}
