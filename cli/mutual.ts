import './dot-env.ts';
import { Command } from 'commander';
import { registerBrand } from './brand.ts';
import { registerCheckpoint } from './checkpoint.ts';
import { registerImport } from './import.ts';
import { registerKeys } from './keys.ts';
import { registerLoginKeys } from './login-keys.ts';
import { registerMigrate } from './migrate.ts';
import { registerOwner } from './owner.ts';
import { registerVerify } from './verify.ts';
import { words } from './words.ts';

const program = new Command('mutual').description('Runs a Mutual portal from the command line.');
registerBrand(program);
registerImport(program);
registerCheckpoint(program);
registerKeys(program);
registerLoginKeys(program);
registerMigrate(program);
registerOwner(program);
registerVerify(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(words(error));
  process.exitCode = 1;
}
