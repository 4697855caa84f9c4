import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ownAddress } from '#lib/own-address.ts';
import type { ErrorPage } from './portal-response.ts';

/** Marks our own request for an error page, so that one that fails as well is not answered by another. */
const mark = randomUUID();

export const isErrorPageRequest = (request: IncomingMessage) => request.headers['x-error-page'] === mark;

const kinds: Record<number, string> = { 403: 'foreign', 404: 'missing', 413: 'large', 503: 'unreachable' };

/** The portal's page for what went wrong, in the reader's language, as a document that needs no script. */
export async function errorPage(status: number, request: IncomingMessage): Promise<ErrorPage> {
  const kind = kinds[status] ?? 'broken';
  try {
    const response = await fetch(`${ownAddress()}/trouble/${kind}`, {
      headers: {
        'x-error-page': mark,
        'x-asked-for': request.url ?? '/',
        'x-request-id': String(request.headers['x-request-id']),
        'accept-language': request.headers['accept-language'] ?? '',
        cookie: request.headers.cookie ?? '',
      },
      signal: AbortSignal.timeout(8_000),
    });
    if (!response.ok) return lastWords(status);
    return { status, headers: kept(response.headers, status), body: withoutScripts(await response.text()) };
  } catch {
    return lastWords(status);
  }
}

function kept(headers: Headers, status: number): Record<string, string> {
  const names = ['content-type', 'content-security-policy', 'cache-control', 'x-robots-tag', 'vary'];
  const found = names.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(found), ...(status === 503 && { 'retry-after': '30' }) };
}

/** The scripts would make this page the one at its own address; it stands at another. */
const withoutScripts = (html: string) =>
  html.replaceAll(/<script\b[^>]*>.*?<\/script>/gs, '').replaceAll(/<link\b[^>]*\bas="script"[^>]*>/g, '');

/** Not even the error page could be made. */
const lastWords = (status: number): ErrorPage => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Mutual</title>
<h1>Something went wrong on our side</h1><p>Please try again in a minute.</p>
<p lang="de">Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es in einer Minute noch einmal.</p></html>`,
});
