import { desc, eq } from 'drizzle-orm';
import { loginKey } from '#db/schema/login-key.ts';
import { type Ctx, transact } from '../context.ts';
import { algorithmOf } from './jwk.ts';
import { requireKeeper } from './require-keeper.ts';

export type ListedLoginKey = {
  kid: string;
  name: string;
  algorithm: 'EdDSA' | 'ES256';
  createdAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

/** The keys of the brand's own login, newest first, revoked ones too. */
export async function listLoginKeys(ctx: Ctx): Promise<ListedLoginKey[]> {
  requireKeeper(ctx.actor);
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx
      .select()
      .from(loginKey)
      .where(eq(loginKey.brandId, brandId))
      .orderBy(desc(loginKey.createdAt), desc(loginKey.kid)),
  );
  return rows.map(({ kid, name, publicKey, createdAt, revokedAt, lastUsedAt }) => ({
    ...{ kid, name, algorithm: algorithmOf(publicKey), createdAt, revokedAt, lastUsedAt },
  }));
}
