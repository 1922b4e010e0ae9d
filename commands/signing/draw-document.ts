/** The bytes that a signature goes on: as those before have signed them, or drawn from what is known and what was filled in. */
import { Invariant, Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';
import { loadContent } from '../../store/repositories/documents.ts';
import { findPersonNames } from '../../store/queries/names.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { taskAt } from '../rights/task-rights.ts';
import type { TaskCompletion } from './completion-text.ts';
import type { Placed } from './place-documents.ts';
import { signingOf, type PageOrder } from './signing-services.ts';

type Completing = TaskCompletion & { readonly instance: number };

/** Throws notFound `documentDestroyed`, and what drawing refuses. */
export async function drawOrLoad(at: CaseAt, input: Completing, placed: Placed, item: SigningItem): Promise<Buffer> {
  const signature = placed.signatures[item.place];
  if (!signature) throw new Invariant(`Expected signature ${item.place} to be placed.`);
  const { document } = signature;
  if (!document) return await signingOf(at.services).draw(await orderOf(at, input, placed, item));
  const bytes = await loadContent(at.services.db, document.caseId, document.sha256);
  if (bytes) return bytes;
  throw new Rejection('notFound', 'documentDestroyed', 'Expected the document to be kept, but its contents were destroyed.');
}

async function orderOf(at: CaseAt, input: Completing, { signatures, documents }: Placed, item: SigningItem): Promise<PageOrder> {
  const { loaded, now, actor } = at;
  const { procedure, definition, code, title, unitPath } = loaded.case;
  const data: Variables = input.variables ?? {};
  const { person, onBehalfOf } = await signers(at);
  return {
    ...{ key: item.key, name: item.name, procedure, definition, caseCode: code, caseTitle: title, unitPath, data, person, at: now },
    step: taskAt(at, input.instance).name,
    ...(input.outcome !== undefined && { outcome: input.outcome }),
    ...(input.reason !== undefined && { reason: input.reason }),
    variables: { ...visibleVariables(loaded, input.instance), ...data },
    ...(actor.onBehalfOf !== undefined && onBehalfOf && { onBehalfOf }),
    documents: documents.map(({ name, key, revision, sha256 }) => ({ name, key, revision, sha256 })),
    fields: signatures[item.place]?.route.map(({ field, capacity }) => ({ field, capacity })) ?? [],
  };
}

async function signers({ services, actor }: CaseAt) {
  const id = actor.person ?? actor.account;
  const absent = actor.onBehalfOf;
  const names = await findPersonNames(services.db, absent === undefined ? [id] : [id, absent]);
  const named = (one: string) => ({ id: one, name: names.get(one) ?? one });
  return { person: named(id), ...(absent !== undefined && { onBehalfOf: named(absent) }) };
}
