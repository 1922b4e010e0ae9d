/** A step that asks for a paper is not finished without its scan, by whatever way: of that very document, for its agency to certify. */
import { isPaperAsked, papersOf } from '../../casework/papers-asked.ts';
import { Rejection } from '../../errors.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import type { TaskCompletion } from './completion-text.ts';
import { moduleDocument } from './module-document.ts';

type Finish = Pick<TaskCompletion, 'outcome' | 'returnTo' | 'recall' | 'copies'>;

/** Throws validation `copyMissing`. Where the whole task is done on paper or elsewhere, its scans are asked for otherwise. */
export async function requirePapers(
  at: CaseAt,
  { definition, node, companion, mode }: TaskRecord,
  { outcome, returnTo, recall, copies = [] }: Finish,
): Promise<void> {
  if (companion || mode !== 'internal' || returnTo !== undefined || recall) return;
  const facet = (await modelOf(at.services, definition)).nodes.get(node)?.userTask;
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  const missing = papersOf(facet).find(
    ({ document }) => isPaperAsked(facet, document, chosen) && !copies.some((copy) => copy.document === document),
  );
  if (!missing) return;
  const name = (await moduleDocument(at, definition, missing.document))?.name.vi ?? missing.document;
  throw new Rejection('validation', 'copyMissing', `Expected the scan of '${missing.document}', which was signed on paper.`, {
    details: { document: name },
  });
}
