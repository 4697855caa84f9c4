import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { DomainError } from '#domain/errors.ts';
import { addLoginKey } from '#domain/login-key/add-login-key.ts';
import { listLoginKeys } from '#domain/login-key/list-login-keys.ts';
import { revokeLoginKey } from '#domain/login-key/revoke-login-key.ts';
import { withBrand } from './brand-context.ts';

type Of = { brand: string };

export function registerLoginKeys(program: Command) {
  const keys = program
    .command('login-keys')
    .description("works on the keys with which a brand's own login brings its customers in");
  keys
    .command('add <file>')
    .description('lets the public key in the file (a JWK) say who the customers are')
    .requiredOption('--brand <slug>', 'whose login')
    .requiredOption('--name <name>', 'what the key is for')
    .action(add);
  keys
    .command('list')
    .description('says which keys there are')
    .requiredOption('--brand <slug>', 'whose login')
    .action(list);
  keys
    .command('revoke <kid>')
    .description('ends a key, and every session and link that rests on it')
    .requiredOption('--brand <slug>', 'whose login')
    .action(revoke);
}

async function add(file: string, { brand, name }: Of & { name: string }) {
  const jwk = await readFile(file, 'utf8').catch(() => {
    throw new DomainError('not_found', `${file} cannot be read.`);
  });
  await withBrand(brand, 'mutual-login-keys', async (ctx) => {
    const { kid } = await addLoginKey(ctx, { name, jwk });
    console.log(`The login of “${brand}” may use the key ${kid} now.`);
  });
}

async function list({ brand }: Of) {
  await withBrand(brand, 'mutual-login-keys', async (ctx) => {
    const keys = await listLoginKeys(ctx);
    for (const { kid, name, algorithm, revokedAt } of keys)
      console.log(`${kid}  ${algorithm}  ${name}${revokedAt ? `  revoked ${revokedAt.toISOString()}` : ''}`);
    if (keys.length === 0) console.log('There is no key.');
  });
}

async function revoke(kid: string, { brand }: Of) {
  await withBrand(brand, 'mutual-login-keys', async (ctx) => {
    await revokeLoginKey(ctx, kid);
    console.log(`The key ${kid} lets nobody in any more. Whoever came in by it is signed out.`);
  });
}
