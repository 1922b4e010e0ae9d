/** Reading one thing: what the reader may not see is not there (design section 4). */
import { notFound } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import { subjectDefinition, type SubjectName } from '../../policies/subjects.ts';
import type { CaseRecord, LoadedCase, TaskRecord } from '../../store/contract.ts';
import { takesPartInRound } from '../../store/queries/rounds.ts';
import { findCase } from '../../store/queries/find-case.ts';
import { principalOf, type RouteRequest } from '../route.ts';
import { abilityOfPrincipal } from '../session/ability.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'>;
type Fields = Readonly<Record<string, unknown>>;

export const abilityFor = (request: Request): Ability => abilityOfPrincipal(request.services.commands, principalOf(request));

export interface ReadableCase extends LoadedCase {
  readonly ability: Ability;
}

/** Throws notFound `caseNotFound`. */
export async function readableCase(request: Request, caseId: string): Promise<ReadableCase> {
  const ability = abilityFor(request);
  const found = await findCase(request.services.commands.db, caseId, request.now);
  if (!found || !mayReadCase(ability, found.case)) throw notFound('Case');
  return { ...found, ability };
}

export const mayReadCase = (ability: Ability, record: CaseRecord): boolean => can(ability, 'read', 'Case', { ...record }).allowed;

/** A task is visible to its candidates also while somebody has it, and to whoever may see its case. Throws notFound `taskNotFound`. */
export async function readableTask(
  request: Request,
  caseId: string,
  instance: number,
): Promise<ReadableCase & { readonly task: TaskRecord }> {
  const ability = abilityFor(request);
  const found = await findCase(request.services.commands.db, caseId, request.now, [instance]);
  const task = found?.tasks.find((candidate) => candidate.instance === instance);
  if (!found || !task || !(mayReadTask(ability, task) || mayReadCase(ability, found.case))) throw notFound('Task');
  return { ...found, ability, task };
}

function mayReadTask(ability: Ability, task: TaskRecord): boolean {
  const shapes: readonly Fields[] = [{ ...task }, { ...task, assignee: undefined, state: 'open' }];
  return shapes.some((shape) => can(ability, 'read', 'Task', shape).allowed);
}

/** What the reader's rules allow on a case; lines are managed only where there are some. */
export async function permissionsOnCase(request: Request, ability: Ability, record: CaseRecord): Promise<string[]> {
  const actions = permissionsOn(ability, 'Case', { ...record });
  if (!actions.includes(MANAGE_LINES) || (await takesPartInRound(request.services.commands.db, record.id))) return actions;
  return actions.filter((action) => action !== MANAGE_LINES);
}

const MANAGE_LINES = 'manageLines';

/** The actions on this very thing that the reader's rules allow; whether its state does, the command says. */
export function permissionsOn(ability: Ability, subject: SubjectName, object: Fields): string[] {
  return subjectDefinition(subject).actions.filter((action) => can(ability, action, subject, object).allowed);
}
