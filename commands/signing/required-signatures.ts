/** Which signatures finishing a task takes: those the diagram declares, or, where the step decides against the document or has none, its slip. */
import { isPaperAsked, papersOf } from '../../casework/papers-asked.ts';
import { Rejection } from '../../errors.ts';
import type { Outcome, ProcessModel, SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import type { TaskCompletion } from './completion-text.ts';
import type { CopyInput } from './copy-input.ts';

/** What a step without a document of its own says of itself (phiếu xử lý). */
export const SLIP = 'slip';
const OF_SLIP: SignatureRequirement = { document: SLIP, capacity: 'personal', level: 'B-LT', order: 1, kind: 'digital' };

/**
 * In the order in which they are given, certified copies last. Empty: the task is finished without. Where the whole task is done on paper,
 * or in another system, others sign. Throws validation `copyUnexpected`.
 */
export async function requiredSignatures(
  services: Services,
  { definition, node, companion, mode }: TaskRecord,
  { outcome, returnTo, recall, copies = [] }: Pick<TaskCompletion, 'outcome' | 'returnTo' | 'recall' | 'copies'>,
): Promise<readonly SignatureRequirement[]> {
  if (companion || mode !== 'internal') return [];
  const { nodes, slips } = await modelOf(services, definition);
  const facet = nodes.get(node)?.userTask;
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  const certified = copiesOf(recall ? undefined : facet, copies);
  const own = digitalOf(facet, recall === true || returnTo !== undefined || (chosen !== undefined && isAgainst(chosen)));
  // a step that brings a paper has a document of its own
  if (own.length > 0 || certified.length > 0) return [...own, ...certified];
  return recall || leavesSlip(facet, slips) ? [OF_SLIP] : [];
}

/** Whether somebody signs, or certifies a paper, when the task is finished here, whatever is chosen. */
export async function isFinishedBySigning(services: Services, task: TaskRecord): Promise<boolean> {
  if ((await requiredSignatures(services, task, {})).length > 0) return true;
  if (task.companion || task.mode !== 'internal') return false;
  const facet = (await modelOf(services, task.definition)).nodes.get(task.node)?.userTask;
  return papersOf(facet).some(({ document }) => isPaperAsked(facet, document, undefined));
}

/** `isAgainst`: the document is not adopted, or no longer. */
function digitalOf(facet: UserTaskFacet | undefined, isAgainst: boolean): readonly SignatureRequirement[] {
  const digital = (facet?.signatures ?? []).filter(({ kind }) => kind === 'digital').toSorted((a, b) => a.order - b.order);
  const [first] = digital;
  return first && isAgainst ? [{ ...OF_SLIP, level: first.level }] : digital;
}

/** A vote that the last ballot closes is on record by its ballots: nobody finishes it. */
export function leavesSlip(facet: UserTaskFacet | undefined, slips: ProcessModel['slips']): boolean {
  if (!facet || facet.vote?.closeWhenAllVoted) return false;
  return slips === 'all' || (slips === 'decisions' && facet.outcomes.length > 0);
}

/** To reject, to send back and to take back are signed too, but not on the document that is not adopted. */
const isAgainst = ({ reasonRequired, returnTo }: Outcome): boolean => reasonRequired || returnTo !== undefined;

/** Whoever has a paper brings its scan, and the agency certifies the copy. That one is asked for: `requirePapers`. */
function copiesOf(facet: UserTaskFacet | undefined, copies: readonly CopyInput[]): readonly SignatureRequirement[] {
  const given = new Set(copies.map(({ document }) => document));
  const papers = papersOf(facet);
  if (given.size !== copies.length) throw refused('');
  const unexpected = [...given].find((document) => !papers.some((one) => one.document === document));
  if (unexpected !== undefined) throw refused(unexpected);
  return papers.filter(({ document }) => given.has(document)).map((one) => ({ ...one, capacity: 'agencySeal' }));
}

const refused = (document: string): Rejection =>
  new Rejection(
    'validation',
    'copyUnexpected',
    `Expected scans of the papers that the step names, and of no other: '${document.slice(0, 100)}'.`,
    {
      details: { document: document.slice(0, 100) },
    },
  );
