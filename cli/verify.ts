import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { verifyBrand } from '#domain/checkpoint/verify-brand.ts';
import { DomainError } from '#domain/errors.ts';
import { verifyReceipts } from '#domain/receipt/verify-receipts.ts';
import { jwksSchema, type KnownKey, listPublicKeys } from '#domain/signing-key/public-keys.ts';
import { withBrand } from './brand-context.ts';
import { commandSealKey } from './command-seal-key.ts';
import { readCopy } from './copy-file.ts';
import { openDatabase } from './database.ts';
import { readJson } from './read-json.ts';
import { brandLines, verdictLines } from './verify-words.ts';
import { witnessFinding } from './witness-words.ts';

type Options = { brand?: string; keys?: string; witness?: string };

export function registerVerify(program: Command) {
  program
    .command('verify [file]')
    .description('checks a file of receipts, or everything that a brand has in its ledger and has signed')
    .option('--brand <slug>', 'walk this brand’s ledger, choices and checkpoints')
    .option(
      '--keys <file>',
      'public keys saved from /.well-known/jwks.json: a file is then checked without the portal',
    )
    .option('--witness <file>', 'with --brand: a copy kept by “checkpoint witness”, to compare with')
    .action(verify);
}

async function verify(file: string | undefined, { brand, keys, witness }: Options) {
  if ((file === undefined) === (brand === undefined))
    throw new Error(
      'Name a file of receipts, or a brand: mutual verify <file> | mutual verify --brand <slug>',
    );
  const ok = file === undefined ? await walk(brand ?? '', witness) : await checkFile(file, keys);
  if (!ok) process.exitCode = 2;
}

async function walk(slug: string, witness: string | undefined): Promise<boolean> {
  const sealKey = await commandSealKey();
  const copy = witness === undefined ? null : await readCopy(witness);
  if (witness !== undefined && copy === null) throw new Error(`There is no ${witness}.`);
  try {
    return await withBrand(slug, 'mutual-verify', async (ctx) => {
      const check = await verifyBrand(ctx, sealKey, copy);
      for (const line of brandLines(slug, check, copy !== null)) console.log(line);
      return check.findings.length === 0;
    });
  } catch (error) {
    if (copy === null || !(error instanceof DomainError) || error.code !== 'not_found') throw error;
    console.log(`Something of “${slug}” was changed.`);
    console.log(`  ${witnessFinding({ why: 'gone' })}`);
    return false;
  }
}

async function checkFile(file: string, keys: string | undefined): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  const known = keys === undefined ? await ownKeys() : (await readJson(keys, jwksSchema)).keys;
  const verdict = await verifyReceipts(text, known);
  for (const line of verdictLines(verdict)) console.log(line);
  return verdict.ok;
}

async function ownKeys(): Promise<KnownKey[]> {
  const sealKey = await commandSealKey();
  const { db, close } = await openDatabase('mutual-verify');
  try {
    return await listPublicKeys(db, sealKey);
  } finally {
    await close();
  }
}
