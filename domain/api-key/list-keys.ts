import { desc, eq } from 'drizzle-orm';
import type { keyScopes } from '#db/schema/api.ts';
import { apiKey } from '#db/schema/api.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';

export type KeyScope = (typeof keyScopes)[number];

export type ListedKey = {
  id: string;
  name: string;
  /** How the secret begins. */
  prefix: string;
  scopes: KeyScope[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  state: 'live' | 'expired' | 'revoked';
};

/** The brand's keys, newest first, those that have ended too. */
export async function listKeys(ctx: Ctx): Promise<ListedKey[]> {
  requireRole(ctx.actor, 'owner');
  const { brandId } = ctx.actor;
  const now = clock(ctx);
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        id: apiKey.id,
        name: apiKey.name,
        prefix: apiKey.prefix,
        scopes: apiKey.scopes,
        createdAt: apiKey.createdAt,
        expiresAt: apiKey.expiresAt,
        revokedAt: apiKey.revokedAt,
        lastUsedAt: apiKey.lastUsedAt,
      })
      .from(apiKey)
      .where(eq(apiKey.brandId, brandId))
      .orderBy(desc(apiKey.createdAt), desc(apiKey.id)),
  );
  return rows.map((row) => ({ ...row, state: stateOf(row, now) }));
}

function stateOf({ revokedAt, expiresAt }: Pick<ListedKey, 'revokedAt' | 'expiresAt'>, now: Date) {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'live';
}
