/** A line leaves its round. Where its diagram listens to that it goes on as drawn; else it ends, or takes the new round for its own. */
import type { KernelCommand, Variables } from '../../engine/command.ts';
import { Rejection } from '../../errors.ts';
import { findListener, findRoundOfLine } from '../../store/queries/rounds.ts';
import type { CaseAt } from '../case-command.ts';

/** Throws conflict `notALine`. */
export async function requireLine({ services, loaded }: CaseAt): Promise<string> {
  const round = await findRoundOfLine(services.db, loaded.case.id);
  if (round !== undefined) return round;
  throw new Rejection('conflict', 'notALine', `Expected case ${loaded.case.id} to be a line that is under way in a round.`);
}

/** The message to the diagram; undefined where it does not listen. */
export async function toldToLine(
  { services, loaded }: CaseAt,
  name: 'line.struckOff' | 'line.moved' | 'line.express',
  variables: Variables,
): Promise<Extract<KernelCommand, { type: 'deliverMessage' }> | undefined> {
  const listener = await findListener(services.db, loaded.case.id, name);
  return listener && { type: 'deliverMessage', ...listener, name, variables };
}
