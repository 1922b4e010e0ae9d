import type { CliCommand } from './cli-command.ts';
import { demoCommand } from './demo.ts';
import { deployCommand } from './deploy.ts';
import { keysRotateCommand } from './keys-rotate.ts';
import { lintCommand } from './lint.ts';
import { migrateCommand } from './migrate.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';
import { workerCommand } from './worker.ts';

/** All commands of `trinh-ky`, in the order of the help. */
export const commands: readonly CliCommand[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  lintCommand,
  simulateCommand,
  deployCommand,
  demoCommand,
  keysRotateCommand,
];
