/** The bytes that a signature goes on: as those before have signed them, or drawn from what is known and what was filled in. */
import { Invariant, Rejection } from '../../errors.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';
import { loadContent } from '../../store/repositories/documents.ts';
import { findSignerFacts } from '../../store/queries/signer-facts.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import { taskAt } from '../rights/task-rights.ts';
import { requireCleanCopy } from '../uploads/require-clean-copy.ts';
import { agencyOfTask } from './agency-of-task.ts';
import type { TaskCompletion } from './completion-text.ts';
import { drawCopy } from './pages/draw-copy.ts';
import { drawPages } from './pages/draw-pages.ts';
import type { PageOrder } from './pages/page-order.ts';
import type { Placed } from './place-documents.ts';
import texts from './texts.json' with { type: 'json' };

type Completing = TaskCompletion & { readonly instance: number };

/** Throws notFound `documentDestroyed`, conflict `uploadBlocked`, and what drawing refuses. */
export async function drawOrLoad(at: CaseAt, input: Completing, placed: Placed, item: SigningItem): Promise<Buffer> {
  const signature = placed.signatures[item.place];
  if (!signature) throw new Invariant(`Expected signature ${item.place} to be placed.`);
  const { document, scan, route } = signature;
  // those who sign on the copy; what was signed here beside the paper is a document of its own
  const later = route.filter(({ order }) => order > item.sequence);
  if (scan) return await drawCopy(at.services, scan, { field: item.field, route: later });
  if (!document) return await drawPages(at.services, await orderOf(at, input, placed, item));
  const bytes = await loadContent(at.services.db, document.caseId, document.sha256);
  if (bytes) {
    await requireCleanCopy(at.services, document.caseId, bytes);
    return bytes;
  }
  throw new Rejection('notFound', 'documentDestroyed', 'Expected the document to be kept, but its contents were destroyed.');
}

async function orderOf(at: CaseAt, input: Completing, { signatures, documents }: Placed, item: SigningItem): Promise<PageOrder> {
  const { services, loaded, now, actor } = at;
  const task = taskAt(at, input.instance);
  const model = await modelOf(services, task.definition);
  const outcome = model.nodes.get(task.node)?.userTask?.outcomes.find(({ id }) => id === input.outcome);
  const { template, route } = signatures[item.place] ?? {};
  const { person, absent } = await findSignerFacts(services.db, actor.person ?? actor.account, actor.onBehalfOf);
  const data = input.variables ?? {};
  return {
    key: item.key,
    name: item.name,
    procedure: model.name,
    caseId: loaded.case.id,
    caseCode: loaded.case.code,
    caseUnit: loaded.case.unitPath,
    data,
    at: now,
    ...(template !== undefined && { template }),
    agencyUnit: agencyOfTask(task, at.grants),
    step: task.name,
    person,
    ...(task.form !== undefined && task.formVersion !== undefined && { form: { key: task.form, version: task.formVersion } }),
    ...(input.recall && { outcome: { id: 'recall', name: texts.recall.vi } }),
    ...(outcome && { outcome: { id: outcome.id, name: outcome.name } }),
    ...(input.reason !== undefined && { reason: input.reason }),
    variables: { ...visibleVariables(loaded, input.instance), ...data },
    ...(absent !== undefined && { actingFor: absent }),
    documents: documents.map(({ name, key, sha256, recalledAt }) => ({
      name: recalledAt === undefined ? name : texts.recalled.vi.replace('{{name}}', name),
      key,
      sha256,
    })),
    fields: route?.map(({ field, capacity }) => ({ field, capacity })) ?? [],
  };
}
