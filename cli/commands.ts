import { auditCheckpointCommand } from './audit-checkpoint.ts';
import { auditExportCommand } from './audit-export.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import type { CliCommand } from './cli-command.ts';
import { codeCommand } from './code.ts';
import { demoCommand } from './demo.ts';
import { deployCommand } from './deploy.ts';
import { keysRotateCommand } from './keys-rotate.ts';
import { keysSealCommand } from './keys-seal.ts';
import { lintCommand } from './lint.ts';
import { migrateCommand } from './migrate.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';
import { verifyCommand } from './verify.ts';
import { workerCommand } from './worker.ts';

/** All commands of `trinh-ky`, in the order of the help. */
export const commands: readonly CliCommand[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  lintCommand,
  simulateCommand,
  deployCommand,
  auditVerifyCommand,
  auditExportCommand,
  auditCheckpointCommand,
  verifyCommand,
  demoCommand,
  codeCommand,
  keysRotateCommand,
  keysSealCommand,
];
