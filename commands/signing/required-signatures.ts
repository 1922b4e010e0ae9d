/** Which signatures finishing a task takes: those the diagram declares, or, where the step decides against the document or has none, its slip. */
import type { Outcome, ProcessModel, SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import type { TaskCompletion } from './completion-text.ts';

/** What a step without a document of its own says of itself (phiếu xử lý). */
export const SLIP = 'slip';
const OF_SLIP: SignatureRequirement = { document: SLIP, capacity: 'personal', level: 'B-LT', order: 1, kind: 'digital' };

/** In the order in which they are given. Empty: the task is finished without. On paper, and in other systems, others sign. */
export async function requiredSignatures(
  services: Services,
  { definition, node, companion, mode }: TaskRecord,
  { outcome, returnTo }: Pick<TaskCompletion, 'outcome' | 'returnTo'>,
): Promise<readonly SignatureRequirement[]> {
  if (companion || mode !== 'internal') return [];
  const { nodes, slips } = await modelOf(services, definition);
  const facet = nodes.get(node)?.userTask;
  const digital = (facet?.signatures ?? []).filter(({ kind }) => kind === 'digital').toSorted((a, b) => a.order - b.order);
  const [first] = digital;
  if (!first) return leavesSlip(facet, slips) ? [OF_SLIP] : [];
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  return returnTo !== undefined || (chosen && isAgainst(chosen)) ? [{ ...OF_SLIP, level: first.level }] : digital;
}

/** A vote that the last ballot closes is on record by its ballots: nobody finishes it. */
function leavesSlip(facet: UserTaskFacet | undefined, slips: ProcessModel['slips']): boolean {
  if (!facet || facet.vote?.closeWhenAllVoted) return false;
  return slips === 'all' || (slips === 'decisions' && facet.outcomes.length > 0);
}

/** To reject and to send back are signed too, but not on the document that is not adopted. */
const isAgainst = ({ reasonRequired, returnTo }: Outcome): boolean => reasonRequired || returnTo !== undefined;
