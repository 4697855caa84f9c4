import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const manifestFile = new URL('../.next/server/server-reference-manifest.json', import.meta.url);
const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

export type ServerAction = {
  id: string;
  /** A page that has it: `/staff/[brand]/keys`. */
  page: string;
};

/** Every server action that a browser can call in the built app, by file and name: `app/verify/actions.ts checkReceipt`. */
export async function serverActions(): Promise<ReadonlyMap<string, ServerAction>> {
  const { node } = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
      const pages = Object.keys(workers).map((worker) => worker.replace(/^app(.*)\/page$/, '$1'));
      return [`${filename} ${exportedName}`, { id, page: pages.sort().at(-1) ?? '' }];
    }),
  );
}

/** The id of one of them. */
export async function actionId(name: string): Promise<string> {
  const found = (await serverActions()).get(name);
  if (!found) throw new Error(`The built app has no action ${name}.`);
  return found.id;
}

/** A call of an action. `before`: what the page has bound to it and the form's state, in front of the form. */
export type ActionCall = {
  url: string;
  id: string;
  cookie: string;
  origin?: string;
  before: readonly unknown[];
  form: Record<string, string>;
};

/** What came of it: the state that the form would show, or where it sends the browser. */
export type ActionAnswer = { status: number; state: unknown; redirect: string | null };

/** Calls an action as the browser does, in React's encoding: the arguments as JSON, the form's fields beside it. */
export async function postAction({
  url,
  id,
  cookie,
  origin,
  before,
  form,
}: ActionCall): Promise<ActionAnswer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(`_1_${name}`, value);
  body.append('0', JSON.stringify([...before, '$K1']));
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: origin ?? new URL(url).origin, accept: 'text/x-component', 'next-action': id },
    signal: AbortSignal.timeout(30_000),
    body,
  });
  const redirect = answer.headers.get('x-action-redirect');
  return { status: answer.status, redirect, state: returned(await answer.text()) };
}

/** In React's stream the line `0` says in which line the returned value is. */
function returned(stream: string): unknown {
  const lines = stream.split('\n').map((line) => line.split(/:(.*)/s));
  const read = (row: string) => JSON.parse(lines.find(([name]) => name === row)?.[1] ?? 'null');
  try {
    const at = z
      .object({ a: z.string().startsWith('$@') })
      .parse(read('0'))
      .a.slice(2);
    return read(at);
  } catch {
    return null;
  }
}
