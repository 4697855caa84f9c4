import type { Db } from '#db/client.ts';
import type { SystemActor } from '#domain/actor.ts';
import { findBrand } from '#domain/brand/queries.ts';
import type { Ctx } from '#domain/context.ts';
import { notFound } from '#domain/errors.ts';
import { openDatabase } from './database.ts';

/** Runs a command's work for one brand, with the database open as long as it takes. */
export async function withBrand<T>(
  slug: string,
  name: string,
  work: (ctx: Ctx<SystemActor>) => Promise<T>,
): Promise<T> {
  const { db, close } = await openDatabase(name);
  try {
    return await work(await brandContext(db, slug, name));
  } finally {
    await close();
  }
}

async function brandContext(db: Db, slug: string, name: string): Promise<Ctx<SystemActor>> {
  const brand = await findBrand(db, slug);
  if (!brand) throw notFound('brand');
  return { db, actor: { kind: 'system', name, brandId: brand.id } };
}
