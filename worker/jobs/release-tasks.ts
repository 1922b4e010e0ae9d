/**
 * Topic `account.releaseTasks`: the open tasks of the account that this case has locked, revoked or moved go to a substitute or back to
 * their candidates, each as a step of its own case. Done again after a crash, it comes to the same: the list lies with the change.
 */
import { WORKER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { type AccountTask, findAccountId, findAccountRelease, findAssignee } from '../../store/queries/account-release.ts';
import type { JobHandler } from '../job-handler.ts';

type Fate = 'substitute' | 'candidates' | 'kept' | 'closed';
interface Release {
  readonly holder: { readonly account: string; readonly person: string };
  /** account id of the substitute */
  readonly to: string | undefined;
  readonly reason: string;
}

/** Gives {tasks, toSubstitute, toCandidates, kept}; `kept`: nobody else may take them, a manager must give them to somebody. */
export const releaseTasks: JobHandler = async (services, job) => {
  const { substitute, reason } = job.input;
  const found = await findAccountRelease(services.db, job.caseId);
  const fates: Fate[] = [];
  if (found) {
    const to = typeof substitute === 'string' && substitute !== '' ? await findAccountId(services.db, substitute) : undefined;
    const release: Release = { holder: found, to, reason: textOf(reason) };
    for (const task of found.tasks) fates.push(await released(services, release, task));
  }
  const count = (fate: Fate): number => fates.filter((one) => one === fate).length;
  return {
    variables: { tasks: fates.length, toSubstitute: count('substitute'), toCandidates: count('candidates'), kept: count('kept') },
  };
};

const textOf = (reason: Json | undefined): string => (typeof reason === 'string' && reason.trim() !== '' ? reason : '–');

async function released(services: Services, { holder: { account, person }, to, reason }: Release, task: AccountTask): Promise<Fate> {
  const command = {
    type: 'releaseTask',
    ...task,
    holder: { account, person },
    reason,
    ...(to !== undefined && { substitute: to }),
  } as const;
  try {
    await runCommand(services, WORKER_ACTOR, command);
  } catch (error) {
    if (!(error instanceof Rejection) || error.kind === 'validation') throw error;
    if (error.code === 'taskWithoutCandidates') return 'kept';
    if (error.code !== 'taskNotHeld') return 'closed';
  }
  const assignee = await findAssignee(services.db, task);
  if (assignee === undefined) return 'closed';
  return to !== undefined && assignee === to ? 'substitute' : 'candidates';
}
