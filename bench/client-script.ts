import { gzipSync } from 'node:zlib';
import type { Portal } from './open-portal.ts';
import { brand } from './populate.ts';
import { type Row, tenths } from './row.ts';
import { signIn } from './sign-in.ts';

const aim = 12;

/** The scripts that the statement makes a browser load, above those of an empty page, gzipped. */
export async function benchClientScript(portal: Portal): Promise<Row[]> {
  const [cookie = ''] = await signIn(portal, 1);
  const scripts = async (path: string) => {
    const html = await (await fetch(portal.url + path, { headers: { cookie } })).text();
    return new Set([...html.matchAll(/\/_next\/static\/[^"'\\ ]+?\.js/g)].map(([file]) => file));
  };
  const sizes = async (files: Iterable<string>) => {
    const all = await Promise.all(
      [...files].map((file) => fetch(portal.url + file).then((it) => it.arrayBuffer())),
    );
    return all.reduce((sum, bytes) => sum + gzipSync(new Uint8Array(bytes)).length, 0) / 1024;
  };
  const [page, empty] = [await scripts(`/my/${brand}`), await scripts('/bench')];
  const [seen, against] = [await sizes(page), await sizes(empty)];
  return [
    {
      what: `scripts of /my/${brand} above those of an empty page, KB gzipped`,
      seen: tenths(seen),
      against: tenths(against),
      ratio: `+${tenths(seen - against)}`,
      aim: `≤ ${aim}`,
      met: seen - against <= aim ? 'yes' : 'NO',
    },
  ];
}
