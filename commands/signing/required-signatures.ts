/** Which signatures completing a task takes: those the diagram declares, or, where the step decides against the document, its slip. */
import type { Outcome, SignatureRequirement } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';

/** What a step without a document of its own says of itself (phiếu xử lý). */
export const SLIP = 'slip';

/** In the order in which they are given. Empty: the task is completed without. On paper, and in other systems, others sign. */
export async function requiredSignatures(
  services: Services,
  { definition, node, companion, mode }: TaskRecord,
  outcome: string | undefined,
): Promise<readonly SignatureRequirement[]> {
  if (companion || mode !== 'internal') return [];
  const facet = (await modelOf(services, definition)).nodes.get(node)?.userTask;
  const digital = facet?.signatures.filter(({ kind }) => kind === 'digital') ?? [];
  const [first] = digital.toSorted((a, b) => a.order - b.order);
  if (!first) return [];
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  if (chosen && isAgainst(chosen)) return [{ ...first, document: SLIP, capacity: 'personal', order: 1 }];
  return digital.toSorted((a, b) => a.order - b.order);
}

/** To reject and to send back are signed too, but not on the document that is not adopted. */
const isAgainst = ({ reasonRequired, returnTo }: Outcome): boolean => reasonRequired || returnTo !== undefined;
