import './dot-env.ts';
import { Command } from 'commander';
import { registerMigrate } from './migrate.ts';
import { words } from './words.ts';

const program = new Command('mutual').description('Runs a Mutual portal from the command line.');
registerMigrate(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(words(error));
  process.exitCode = 1;
}
