import type { Target } from './target.ts';

/** One request of an attack. */
export type Shot = {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Goes on to where the answer leads, as a browser does. */
  follow?: boolean;
};

type Part = { name: string; file?: string; value: Buffer | string };

/** Far from what any of the attacks contains. */
const boundary = '----mutualattack';

/** What a browser without JavaScript sends by the first form of a page. */
export async function formShot(
  { url }: Target,
  path: string,
  cookie: string,
  parts: readonly Part[],
): Promise<Shot> {
  const html = await (await fetch(url + path, { headers: { cookie } })).text();
  const form = /<form\b.*?<\/form>/s.exec(html.slice(html.indexOf('<main')))?.[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  if (hidden.length === 0) throw new Error(`${path} has no form.`);
  const own = hidden.map(([, name = '', value = '']) => ({ name, value: value.replaceAll('&quot;', '"') }));
  return multipart(url, path, cookie, [...own, ...parts]);
}

export const multipart = (url: string, path: string, cookie: string, parts: readonly Part[]): Shot => ({
  method: 'POST',
  path,
  headers: { cookie, origin: url, 'content-type': `multipart/form-data; boundary=${boundary}` },
  body: Buffer.concat([...parts.flatMap(pieces), Buffer.from(`--${boundary}--\r\n`)]),
  follow: true,
});

function pieces({ name, file, value }: Part): Buffer[] {
  const named = file ? `; filename="${file}"\r\nContent-Type: application/octet-stream` : '';
  return [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${named}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ];
}

/** A call of the API with the attacker's key. */
export const call = (
  { key }: Target,
  method: Shot['method'],
  path: string,
  body?: Shot['body'] | object,
  more: Record<string, string> = {},
): Shot => ({
  method,
  path: `/api/v1${path}`,
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
  body: typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body,
});

export const page = (path: string, cookie = ''): Shot => ({
  method: 'GET',
  path,
  headers: { accept: 'text/html', ...(cookie && { cookie }) },
});
