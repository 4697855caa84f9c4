/** Languages the portal ships. The first is the fallback. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** A shipped language by its tag, else the fallback. */
export const shipped = (tag: string): Locale => locales.find((locale) => locale === tag) ?? locales[0];

/** One file a room of the portal, in each language's folder. */
const namespaces = [
  'account',
  'brands',
  'common',
  'errors',
  'events',
  'home',
  'identity',
  'import',
  'inbox',
  'keys',
  'my',
  'reference',
  'sign-in',
  'staff',
  'systems',
  'terms',
  'trouble',
  'verify',
] as const;

export type Messages = { [key: string]: string | Messages };

const loaded = new Map<Locale, Promise<Messages>>();

export function loadMessages(locale: Locale): Promise<Messages> {
  const found = loaded.get(locale) ?? read(locale);
  loaded.set(locale, found);
  return found;
}

async function read(locale: Locale): Promise<Messages> {
  const files = await Promise.all(
    namespaces.map(async (name): Promise<[string, Messages]> => {
      const file: { default: Messages } = await import(`./${locale}/${name}.json`);
      return [name, file.default];
    }),
  );
  return Object.fromEntries(files);
}
