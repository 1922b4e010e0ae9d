/** A signature, and whatever else the diagram says so of, is given by somebody who has just proved who they are. */
import type { TaskRecord } from '../../store/contract.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';

/** Throws forbidden `reauthenticationRequired`. */
export async function requireFreshProof({ services, authenticatedAt, now }: CaseAt, task: TaskRecord): Promise<void> {
  if (task.companion) return;
  const facet = (await modelOf(services, task.definition)).nodes.get(task.node)?.userTask;
  if (!facet || !(facet.reauthenticate || facet.signatures.some(({ kind }) => kind === 'digital'))) return;
  await requireRecent(services, authenticatedAt, now);
}
