import type { Request } from 'autocannon';

/** Ids of the server actions that a page's forms post to, in the page's order: what a form carries without JavaScript. */
export function actionIds(html: string): string[] {
  const bound = html.matchAll(/name="\$ACTION_\d+:0" value="{&quot;id&quot;:&quot;([0-9a-f]+)/g);
  const plain = html.matchAll(/name="\$ACTION_ID_([0-9a-f]+)"/g);
  return [...bound, ...plain].map(([, id = '']) => id);
}

type Post = { path: string; action: string; cookie: string; origin: string; form: Record<string, string> };

/**
 * A server action's call as the browser sends it: React's encoding of the arguments (`encodeReply`), in which a form
 * is spread over the fields with its number in front.
 */
export function actionRequest(
  { path, action, cookie, origin, form }: Post,
  args: readonly unknown[],
): Request {
  const boundary = '----mutualbench';
  const fields = [
    ...Object.entries(form).map(([name, value]) => [`_1_${name}`, value]),
    ['0', JSON.stringify(args)],
  ];
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    method: 'POST',
    path,
    headers: {
      cookie,
      origin,
      accept: 'text/x-component',
      'next-action': action,
      'next-router-state-tree': routerState(path),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

/** Which page the browser shows, as Next's router says it: a segment a level. */
function routerState(path: string): string {
  const segments = path.split('/').slice(1);
  const [first = '', second] = segments;
  const leaf = { children: ['__PAGE__', {}, null, null, 0] };
  const inner = second ? { children: [['brand', second, 'd', null], leaf, null, null, 0] } : leaf;
  return encodeURIComponent(
    JSON.stringify(['', { children: [first, inner, null, null, 0] }, null, null, 16]),
  );
}

/** Stands for the form among the arguments. */
export const theForm = '$K1';
