import { Rejection } from '../../errors.ts';
import type { MigrateCase } from '../command.ts';
import { NeedSignal, type Run } from '../run.ts';

export function migrateCase(run: Run, command: MigrateCase): void {
  const model = run.context.model(command.definition);
  if (!model) throw new NeedSignal({ kind: 'model', id: command.definition });
  throw new Rejection('conflict', 'migrationRefused', 'not yet');
}
