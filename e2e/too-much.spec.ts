import { setTimeout as wait } from 'node:timers/promises';
import { emptyEntries, emptyFields } from '#lib/attacks.testing.ts';
import { expect, test } from './portal.ts';

/** Asks again and again, until it is told to end, whether anyone is there; says for how many milliseconds nobody was. */
function heartbeat(url: string): () => Promise<number> {
  let longest = 0;
  let over = false;
  const beats = (async () => {
    while (!over) {
      const begun = performance.now();
      await (await fetch(`${url}/healthz`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - begun);
      await wait(20);
    }
  })();
  return async () => {
    over = true;
    await beats;
    return longest;
  };
}

test('one anonymous post does not end the portal: a million empty entries are answered in words, and others are served meanwhile', async ({
  page,
  plainPage,
  portal,
}) => {
  const text = emptyEntries();
  for (const each of [page, plainPage]) {
    await each.goto('/verify');
    await each.locator('input[type=file]').setInputFiles({
      name: 'receipts.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    const silence = heartbeat(portal.url);
    const begun = Date.now();
    await each.getByRole('button', { name: 'Check' }).click();
    await expect(each.getByText('more parts than a file of receipts can have')).toBeVisible();
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await silence()).toBeLessThan(1_000);
  }
});

test('a form of seventy thousand fields is refused in words, before anything reads it', async ({
  portal,
}) => {
  for (const path of ['/verify', '/', '/sign-in', '/account']) {
    const silence = heartbeat(portal.url);
    const response = await fetch(`${portal.url}${path}`, {
      method: 'POST',
      headers: {
        origin: portal.url,
        'content-type': 'multipart/form-data; boundary=x',
        'accept-language': 'en',
      },
      body: new Uint8Array(emptyFields(70_000)),
    });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('This is more than a form here can have');
    expect(await silence()).toBeLessThan(1_000);
  }
});

test('whoever asks for too many at once is told that others are being served, with when to come again', async ({
  portal,
}) => {
  const file = JSON.stringify({
    format: 'mutual-receipts',
    receipts: [],
    later: Array(9_000).fill({}),
    proof: null,
  });
  const page = await (await fetch(`${portal.url}/verify`)).text();
  const name = /name="(\$ACTION_[^"]+)"/g;
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  expect(page).toMatch(name);
  const ask = () => {
    const form = new FormData();
    for (const [, key = '', value = ''] of hidden) form.append(key, value.replaceAll('&quot;', '"'));
    form.append('text', file);
    return fetch(`${portal.url}/verify`, { method: 'POST', headers: { origin: portal.url }, body: form });
  };
  const answers = await Promise.all(Array.from({ length: 30 }, ask));
  const busy = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect(busy.length).toBeGreaterThan(0);
  expect(busy[0]?.headers.get('retry-after')).toBe('10');
  expect(await busy[0]?.text()).toContain('Others are being served just now');
});
