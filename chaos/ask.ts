import type { Customer, Said } from './customers.ts';
import { purposes, type Stage } from './stage.ts';

/** What both processes decide after a choice: the answer, or null when there was none, which whoever asks takes for a no. */
export function ask(
  stage: Stage,
  { externalId, said }: Customer,
  { exchange }: Said,
): Promise<(string | null)[]> {
  const use = { category: 'purchases', purpose: purposes[exchange], exchange };
  const minSeq = said.length % 2 ? { minSeq: said.length } : {};
  const question = JSON.stringify({ customer: externalId, ...use, ...minSeq });
  return Promise.all([stage.portalUrl, stage.apiUrl].map((url) => decided(url, stage.secret, question)));
}

async function decided(url: string, secret: string, body: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/api/v1/decisions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const { allowed, seq } = (await answer.json()) as { allowed?: boolean; seq?: number };
    // Nobody who reads only this field may be misled by a failure.
    return answer.ok || allowed ? `${allowed} ${seq}` : null;
  } catch {
    return null;
  }
}
