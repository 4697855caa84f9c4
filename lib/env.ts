import { z } from 'zod';
import { type OidcIssuer, readOidcIssuers } from './oidc-issuers.ts';

const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), error: `must be a ${protocols[0]}:// URL` });

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};

/** AES-128, -192 or -256, as Next takes it. */
const actionKey = z
  .string()
  .refine(
    (key) => [16, 24, 32].includes(Buffer.from(key, 'base64').length),
    'must be 32 random bytes in base64: openssl rand -base64 32',
  );

/** Every variable the portal reads; `docs/deploy.md` has the table. Nothing else looks at `process.env`. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** The address to listen on; the demo, where anyone may sign in as anyone, keeps to this machine. */
  HOST: z.string().optional(),
  PORT: whole(1, 65_535).default(3000),
  /** Where `npm run api` listens. */
  API_PORT: whole(1, 65_535).default(3001),
  /** Folder of the embedded database; `.data` beside package.json. */
  MUTUAL_DATA: z.string().optional(),
  DATABASE_URL: url('postgresql', 'postgres').optional(),
  DATABASE_OWNER_URL: url('postgresql', 'postgres').optional(),
  DATABASE_POOL: whole(1, 200).default(10),
  /** Encrypts what server actions carry through the browser; the same on every instance. */
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey.optional(),
  /** Where people reach the portal, such as https://portal.example. */
  PORTAL_URL: url('https', 'http').optional(),
  /** Signs what sign-in hands out for some minutes, and seals secrets that lie in the database. All instances need the same. */
  AUTH_SECRET: z.string().min(32, { error: 'must have 32 characters or more' }).optional(),
  /** The AUTH_SECRET before a change, for `keys rotate`: the key that came from it names the next one. */
  AUTH_SECRET_BEFORE: z.string().min(32, { error: 'must have 32 characters or more' }).optional(),
  /** Lets webhooks go to loopback and private addresses: for development only. */
  WEBHOOKS_TO_PRIVATE: z.stringbool().default(false),
  /** How many proxies of our own stand in front and add to X-Forwarded-For. */
  TRUSTED_PROXIES: whole(0, 10).default(0),
  SMTP_URL: url('smtp', 'smtps').optional(),
  /** The sender of sign-in mail, such as `Acme <no-reply@acme.example>`. */
  MAIL_FROM: z.string().includes('@', { error: 'must have an e-mail address' }).optional(),
  /** Set by `npm start` on its own database: demo people and their inbox are there. */
  MUTUAL_DEMO: z.stringbool().default(false),
  /** Set by `npm run bench`: the empty page and action that it measures against are there. */
  MUTUAL_BENCH: z.stringbool().default(false),
  /** How many customers' histories the test of noes tells (domain/decision/no-to-use.property.test.ts). */
  MUTUAL_HISTORIES: whole(1, 100_000_000).default(100_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema> & {
  HOST: string;
  OIDC: readonly OidcIssuer[];
  /** Whether it is said that there shall be no demo. */
  NO_DEMO: boolean;
  /** Everything, for a child process: with what was worked out here, so that no child works it out anew from other facts. */
  inherited: Source;
};

type Source = Partial<NodeJS.ProcessEnv>;

/**
 * Parses the environment once. Throws an error that names every missing or wrong variable, never a value.
 * What is to be a portal needs more than a command does.
 */
export function readEnv(source: Source = process.env, toBe: 'portal' | 'command' = 'command'): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value));
  const parsed = schema.safeParse(filled);
  const oidc = readOidcIssuers(filled);
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  const wrong = [...issues, ...oidc.wrong, ...contradictions(filled)];
  const missing = missingForPortal(filled);
  if (parsed.success && wrong.length === 0 && (toBe === 'command' || missing.length === 0)) {
    const { PORT, API_PORT, DATABASE_POOL, MUTUAL_DEMO } = parsed.data;
    const HOST = parsed.data.HOST ?? usualHost(parsed.data);
    const worked = { HOST, PORT: `${PORT}`, API_PORT: `${API_PORT}`, DATABASE_POOL: `${DATABASE_POOL}` };
    return {
      ...parsed.data,
      HOST,
      NO_DEMO: Boolean(filled.MUTUAL_DEMO) && !MUTUAL_DEMO,
      OIDC: oidc.issuers,
      inherited: { ...source, ...worked },
    };
  }
  throw new Error(
    `The configuration is not usable (docs/deploy.md has every variable):\n  ${[...wrong, ...missing].join('\n  ')}`,
  );
}

/** A database of one's own is there for others; the embedded one, and whatever is a demo, for this machine. */
const usualHost = ({ DATABASE_URL, MUTUAL_DEMO }: { DATABASE_URL?: string; MUTUAL_DEMO: boolean }) =>
  DATABASE_URL && !MUTUAL_DEMO ? '0.0.0.0' : '127.0.0.1';

const isDemo = (source: Source) => z.stringbool().safeParse(source.MUTUAL_DEMO).data === true;

function contradictions(source: Source): string[] {
  const demoElsewhere = isDemo(source) && !isLoopback(source.DATABASE_URL);
  return [
    ...(source.SMTP_URL && !source.MAIL_FROM ? ['MAIL_FROM: is missing, as SMTP_URL is set'] : []),
    ...(demoElsewhere ? ['MUTUAL_DEMO: is only for the database that `npm start` makes'] : []),
  ];
}

/** A database of one's own is for real people: then nothing about signing in is guessed. */
function missingForPortal(source: Source): string[] {
  if (!source.DATABASE_URL || isDemo(source)) return [];
  return (['PORTAL_URL', 'AUTH_SECRET', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'] as const)
    .filter((name) => !source[name])
    .map((name) => `${name}: is missing`);
}

function isLoopback(url: string | undefined): boolean {
  return (
    url === undefined ||
    (URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname))
  );
}

/** `npm start` says that it serves; commands and the build need less. */
export const env: Env = readEnv(process.env, process.env.MUTUAL_SERVES ? 'portal' : 'command');

/** Whether mail stays in the portal, shown on its inbox page. Never where people's real mail could be meant. */
export const hasDemoInbox = (): boolean => env.MUTUAL_DEMO && !env.SMTP_URL;
