/**
 * When the connection breaks while a step is saved, nobody knows whether it was committed. This tells: by case, revision, actor,
 * instant and command, which together no other step has.
 */
import type { Database } from '../connection.ts';
import type { SaveStep } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement(
  'select 1 as found from command_log where case_id = $1 and revision = $2 and at = $3 and account = $4 and command::text = $5',
);

export async function stepLanded(
  db: Database,
  step: Pick<SaveStep, 'caseId' | 'revision' | 'now' | 'actor' | 'command'>,
): Promise<boolean> {
  const values = [step.caseId, step.revision + 1, step.now, step.actor.account, JSON.stringify(step.command)];
  return (await rowsOf(db, FIND, values)).length === 1;
}
