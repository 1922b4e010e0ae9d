import { isPaperAsked, papersOf } from '../../casework/papers-asked.ts';
import type { SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import { findModuleDocument } from '../../store/repositories/module-documents.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import { leavesSlip } from '../signing/required-signatures.ts';

/** A paper whose scan the task takes, to be certified as a copy. */
export interface PaperOfTask {
  readonly document: string;
  readonly name?: { readonly vi: string; readonly en: string };
  /** without an outcome, or whatever it is, the task is not finished without it */
  readonly required: boolean;
  /** the outcomes with which it is not finished without it */
  readonly outcomes: readonly string[];
}

/** What the diagram asks of whoever completes a task beside its data; nothing of an opinion or counter-signature beside it. */
export interface AskedOfTask {
  readonly documents: UserTaskFacet['documents'];
  /** in the order in which they are given */
  readonly signatures: readonly SignatureRequirement[];
  /** it is finished by signing here, a document or the slip of the step; others sign what is done on paper or elsewhere */
  readonly signedHere: boolean;
  readonly papers: readonly PaperOfTask[];
}

export async function askedOfTask(services: Services, { definition, node, companion, mode }: TaskRecord): Promise<AskedOfTask> {
  if (companion) return { documents: [], signatures: [], signedHere: false, papers: [] };
  const { key, nodes, slips } = await modelOf(services, definition);
  const facet = nodes.get(node)?.userTask;
  const { documents = [], signatures = [] } = facet ?? {};
  const papers = mode === 'internal' ? await papersAsked(services, key, facet) : [];
  const signedHere =
    mode === 'internal' &&
    (signatures.some(({ kind }) => kind === 'digital') || leavesSlip(facet, slips) || papers.some(({ required }) => required));
  return { documents, signatures: signatures.toSorted((a, b) => a.order - b.order), signedHere, papers };
}

async function papersAsked(services: Services, procedure: string, facet: UserTaskFacet | undefined): Promise<readonly PaperOfTask[]> {
  return await Promise.all(
    papersOf(facet).map(async ({ document }) => {
      const name = (await findModuleDocument(services.db, procedure, document))?.name;
      const outcomes = facet?.outcomes.filter((outcome) => isPaperAsked(facet, document, outcome)).map(({ id }) => id) ?? [];
      return { document, required: isPaperAsked(facet, document, undefined), outcomes, ...(name && { name }) };
    }),
  );
}
