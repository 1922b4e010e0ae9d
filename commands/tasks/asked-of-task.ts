import type { SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';

/** What the diagram asks of whoever completes a task beside its data; nothing of an opinion or counter-signature beside it. */
export interface AskedOfTask {
  readonly documents: UserTaskFacet['documents'];
  /** in the order in which they are given */
  readonly signatures: readonly SignatureRequirement[];
}

export async function askedOfTask(services: Services, { definition, node, companion }: TaskRecord): Promise<AskedOfTask> {
  const { documents = [], signatures = [] } = companion ? {} : ((await modelOf(services, definition)).nodes.get(node)?.userTask ?? {});
  return { documents, signatures: signatures.toSorted((a, b) => a.order - b.order) };
}
