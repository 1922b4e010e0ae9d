/** Every command and where it is. A command that is missing here is a type error. */
import type { CaseCommand, PlainCommand, StartCommand } from './case-command.ts';
import type { CommandType, Commands } from './contract.ts';
import { startCase } from './cases/start-case.ts';
import { deploy } from './definitions/deploy.ts';
import { claimTask } from './tasks/claim-task.ts';
import { completeTask } from './tasks/complete-task.ts';
import { unclaimTask } from './tasks/unclaim-task.ts';

type Entry<K extends CommandType> =
  | (Commands[K][0] extends { readonly caseId: string } ? CaseCommand<Commands[K][0]> : never)
  | StartCommand<Commands[K][0]>
  | PlainCommand<Commands[K][0], Commands[K][1]>;

export const COMMANDS: { readonly [K in CommandType]: Entry<K> } = {
  deploy,
  startCase,
  claimTask,
  unclaimTask,
  completeTask,
} as unknown as { readonly [K in CommandType]: Entry<K> };
