import { z } from 'zod';

const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), error: `must be a ${protocols[0]}:// URL` });

/** Every variable the portal reads; `docs/deploy.md` has the table. Nothing else looks at `process.env`. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** The address to listen on; the demo, where anyone may sign in as anyone, keeps to this machine. */
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  DATABASE_URL: url('postgresql', 'postgres').optional(),
  DATABASE_OWNER_URL: url('postgresql', 'postgres').optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** Where people reach the portal, such as https://portal.example. */
  PORTAL_URL: url('https', 'http').optional(),
  /** Set by `npm start` on its own database: demo people and their inbox are there. */
  MUTUAL_DEMO: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema> & {
  HOST: string;
  /** Everything, for a child process. */
  inherited: NodeJS.ProcessEnv;
};

/** Parses the environment once. Throws an error that names every missing or wrong variable, never a value. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(filled);
  if (parsed.success)
    return {
      ...parsed.data,
      HOST: parsed.data.HOST ?? (parsed.data.DATABASE_URL ? '0.0.0.0' : '127.0.0.1'),
      inherited: source,
    };
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not usable:\n${lines.join('\n')}`);
}

export const env: Env = readEnv();
