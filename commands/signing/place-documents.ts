/** Which document each signature goes on: the one that is under way nearest to the task, or a new one where it is the first to sign. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { SignatureRequirement } from '../../engine/model/process-model.ts';
import { scopesAround } from '../../casework/scopes-around.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { loadDocuments } from '../../store/repositories/documents.ts';
import type { CaseDocument } from '../../store/signing-contract.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { copiedScans } from './copied-scans.ts';
import type { TaskCompletion } from './completion-text.ts';
import { documentRoute, fieldOf, type RouteField } from './document-route.ts';
import { moduleDocument } from './module-document.ts';
import { SLIP } from './required-signatures.ts';
import { requireUnused } from './require-unused.ts';
import texts from './texts.json' with { type: 'json' };

export interface PlacedSignature {
  readonly requirement: SignatureRequirement;
  readonly documentId: string;
  readonly field: string;
  /** all signatures that the document will get */
  readonly route: readonly RouteField[];
  readonly scope: readonly number[];
  readonly name: string;
  /** by which the document is made */
  readonly template?: Json;
  /** absent: drawn anew */
  readonly document?: CaseDocument;
  /** what it is the certified copy of */
  readonly scan?: Upload;
}

export interface Placed {
  readonly signatures: readonly PlacedSignature[];
  /** all documents of the case */
  readonly documents: readonly CaseDocument[];
}

/** Throws conflict `documentMissing` where those who sign before have not signed; what `copiedScans` and `requireUnused` refuse. */
export async function placeDocuments(
  at: CaseAt,
  task: TaskRecord,
  requirements: readonly SignatureRequirement[],
  { copies = [], recall }: Pick<TaskCompletion, 'copies' | 'recall'> = {},
): Promise<Placed> {
  const scans = await copiedScans(at, task.definition, copies);
  const documents = await loadDocuments(at.services.db, task.caseId);
  await requireUnused(at, task.definition, scans, documents);
  const scope = scopesAround(at.loaded.state, task.instance);
  const signatures: PlacedSignature[] = [];
  for (const requirement of requirements) {
    const route = await documentRoute(at, task.definition, requirement.document);
    // several signatures of one step on a document follow each other
    const scan = requirement.kind === 'paper' ? scans.get(requirement.document) : undefined;
    const before = scan ? undefined : signatures.find((one) => one.requirement.document === requirement.document);
    const document = scan ? undefined : before ? before.document : nearest(documents, requirement, scope);
    if (!before && !document && !scan) requireFirst(requirement, route);
    const documentId = document?.id ?? idOf(task, scan ? fieldOf(requirement) : recall ? 'recall' : '', requirement.document);
    const declared = requirement.document === SLIP ? undefined : await moduleDocument(at, task.definition, requirement.document);
    const name = document?.name ?? (requirement.document === SLIP ? slipName(task, recall) : (declared?.name.vi ?? requirement.document));
    signatures.push({
      requirement,
      documentId,
      field: fieldOf(requirement),
      route,
      scope,
      name,
      ...(declared?.template !== undefined && { template: declared.template }),
      ...(document && { document }),
      ...(scan && { scan }),
    });
  }
  return { signatures, documents };
}

/** Of the slips of a case each says which it is. */
const slipName = ({ name }: TaskRecord, recall?: true): string => (recall ? texts.recallSlip : texts.slip).vi.replace('{{step}}', name);

/** Of those that wait for this signature, the one whose task is nearest in the diagram; of several the newest. */
function nearest(documents: readonly CaseDocument[], { document: key, order, capacity }: SignatureRequirement, scope: readonly number[]) {
  if (key === SLIP) return undefined;
  const waiting = documents.filter(
    (document) => document.key === key && document.recalledAt === undefined && waitsFor(document, order, fieldOf({ capacity, order })),
  );
  const near = (document: CaseDocument): number => document.scope.findIndex((id, at) => id !== scope[at]) >>> 0;
  return waiting.toSorted((a, b) => near(a) - near(b)).at(-1);
}

function waitsFor({ revisions }: CaseDocument, order: number, field: string): boolean {
  const signed = revisions.filter(({ cause }) => cause === 'signature');
  return signed.every((revision) => (revision.sequence ?? 0) <= order && revision.field !== field);
}

function requireFirst({ document, order }: SignatureRequirement, route: readonly RouteField[]): void {
  const [first] = route;
  if (!first || first.order >= order) return;
  throw new Rejection('conflict', 'documentMissing', `Expected document '${document}' to be signed by those who sign before.`, {
    details: { document },
  });
}

/**
 * The same whenever the same task is asked: a number that was reserved for it stays its own. `part`: where the task has another document of
 * this key besides, a copy or the slip by which it is taken back.
 */
function idOf({ caseId, instance }: TaskRecord, part: string, key: string): string {
  const hex = createHash('sha256')
    .update(`document\u001f${caseId}\u001f${instance}\u001f${key}${part === '' ? '' : `\u001f${part}`}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
