import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { auditActions } from '#domain/audit/write-audit.ts';
import { loadMessages, locales, type Messages } from './load.ts';

const flat = (messages: Messages, path = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] satisfies [string, string]]
      : flat(value, `${path}${key}.`),
  );

const inLanguage = async (locale: (typeof locales)[number]) => new Map(flat(await loadMessages(locale)));

/** The names of what is filled in, wherever in the message: `{count, plural, one {# of {all}} …}` → all, count. */
function slots(elements: MessageFormatElement[]): string[] {
  const names = elements.flatMap((element) => [
    ...('value' in element && element.type !== TYPE.literal ? [element.value] : []),
    ...('options' in element ? Object.values(element.options).flatMap((option) => slots(option.value)) : []),
    ...('children' in element ? slots(element.children) : []),
  ]);
  return [...new Set(names)].sort();
}

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
      expect([key, slots(parse(other.get(key) ?? ''))]).toEqual([key, slots(parse(text))]);
});

test('every text that a page asks for is there', async () => {
  const known = await inLanguage('en');
  const missing = sources('app', 'components').flatMap(({ file, code }) =>
    asked(code)
      .filter((key) => !known.has(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test('everything that is written down in the audit log has words', async () => {
  for (const locale of locales) {
    const known = await inLanguage(locale);
    expect(auditActions.filter((action) => !known.has(`staff.audit.action.${action}`))).toEqual([]);
  }
});

test('every text that is there is asked for', async () => {
  const code = sources('app', 'auth', 'components', 'db', 'domain', 'lib')
    .map((source) => source.code)
    .join('\n');
  const words = new Set(code.match(/[\w-]+/g));
  const endings = new Set([...code.matchAll(/\$\{[\w.]+\}(\w+)`/g)].map(([, ending]) => ending ?? ''));
  // As it stands in the code, or put together there: `${role}Hint`.
  const isAsked = (name: string) =>
    words.has(name) ||
    [...endings].some((ending) => name.endsWith(ending) && words.has(name.slice(0, -ending.length)));
  const idle = [...(await inLanguage('en')).keys()].filter((key) => !isAsked(key.split('.').at(-1) ?? ''));
  expect(idle).toEqual([]);
});

const sources = (...rooms: string[]) =>
  rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file))
      .map((file) => ({ file: `${room}/${file}`, code: readFileSync(`${room}/${file}`, 'utf8') })),
  );

/** Keys written out in the code: `t('title')` where one `t` is made per file. Composed keys are for the type of their parts. */
function asked(code: string): string[] {
  const makers = [...code.matchAll(/getTranslations\('([\w.-]+)'\)/g)].map(([, namespace]) => namespace);
  if (new Set(makers).size !== 1) return [];
  return [...code.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => `${makers[0]}.${key}`);
}
