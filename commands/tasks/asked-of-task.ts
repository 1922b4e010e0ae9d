import type { SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import { leavesSlip } from '../signing/required-signatures.ts';

/** What the diagram asks of whoever completes a task beside its data; nothing of an opinion or counter-signature beside it. */
export interface AskedOfTask {
  readonly documents: UserTaskFacet['documents'];
  /** in the order in which they are given */
  readonly signatures: readonly SignatureRequirement[];
  /** it is finished by signing here, a document or the slip of the step; others sign what is done on paper or elsewhere */
  readonly signedHere: boolean;
}

export async function askedOfTask(services: Services, { definition, node, companion, mode }: TaskRecord): Promise<AskedOfTask> {
  if (companion) return { documents: [], signatures: [], signedHere: false };
  const { nodes, slips } = await modelOf(services, definition);
  const facet = nodes.get(node)?.userTask;
  const { documents = [], signatures = [] } = facet ?? {};
  const signedHere = mode === 'internal' && (signatures.some(({ kind }) => kind === 'digital') || leavesSlip(facet, slips));
  return { documents, signatures: signatures.toSorted((a, b) => a.order - b.order), signedHere };
}
