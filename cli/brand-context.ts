import type { Connection, Db } from '#db/client.ts';
import type { SystemActor } from '#domain/actor.ts';
import { findBrand } from '#domain/brand/queries.ts';
import type { Ctx } from '#domain/context.ts';
import { notFound } from '#domain/errors.ts';
import { openAsOwner, openDatabase } from './database.ts';

/** Runs a command's work for one brand, with the database open as long as it takes, on two connections if it needs them. */
export async function withBrand<T>(
  slug: string,
  name: string,
  work: (ctx: Ctx<SystemActor>) => Promise<T>,
): Promise<T> {
  return within(await openDatabase(name, 2), slug, name, work);
}

/** The same with the database as its owner. */
export async function withBrandAsOwner<T>(
  slug: string,
  name: string,
  work: (ctx: Ctx<SystemActor>) => Promise<T>,
): Promise<T> {
  return within(await openAsOwner(name), slug, name, work);
}

async function within<T>(
  { db, close }: Connection,
  slug: string,
  name: string,
  work: (ctx: Ctx<SystemActor>) => Promise<T>,
): Promise<T> {
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
