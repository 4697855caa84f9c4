import { readdir, readFile, readlink } from 'node:fs/promises';

export type Socket = { pid: number; address: string };

/** Every TCP address that a process, or one that it started, listens on, as the kernel says it (proc_net_tcp(5)). */
export async function listening(root: number): Promise<Socket[]> {
  const sockets = new Map([...(await tableOf('tcp')), ...(await tableOf('tcp6'))]);
  const found = await Promise.all((await family(root)).map((pid) => socketsOf(pid, sockets)));
  return found.flat();
}

/** Inode to address, of the sockets that listen. */
async function tableOf(table: 'tcp' | 'tcp6'): Promise<[string, string][]> {
  const text = await readFile(`/proc/net/${table}`, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line): [string, string][] => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === '0A' && local && inode ? [[inode, addressOf(local)]] : [];
  });
}

/** `0100007F:0BB8` → `127.0.0.1:3000`: words of four bytes, each in the machine's order. */
function addressOf(local: string): string {
  const [words = '', port = ''] = local.split(':');
  const bytes = (words.match(/.{8}/g) ?? []).flatMap((word) => word.match(/../g)?.toReversed() ?? []);
  const address =
    bytes.length === 4 ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.') : bytes.join('');
  return `${address}:${Number.parseInt(port, 16)}`;
}

async function family(root: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  return pids.filter(isOurs);
}

async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || undefined;
}

async function socketsOf(pid: number, sockets: ReadonlyMap<string, string>): Promise<Socket[]> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return links.flatMap((link) => {
    const address = sockets.get(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '');
    return address ? [{ pid, address }] : [];
  });
}
