import type { Command } from 'commander';
import { makeOwner } from '#domain/person/make-owner.ts';
import { openDatabase } from './database.ts';

export function registerOwner(program: Command) {
  program
    .command('owner <brand> <email>')
    .description('makes the person with this e-mail address an owner of a brand')
    .action(owner);
}

async function owner(slug: string, address: string) {
  const { db, close } = await openDatabase();
  try {
    const { brand, email, changed } = await makeOwner(db, slug, address);
    console.log(
      changed
        ? `${email} is an owner of “${brand}” now, and gets in by signing in with that address.`
        : `${email} is an owner of “${brand}” already.`,
    );
  } finally {
    await close();
  }
}
