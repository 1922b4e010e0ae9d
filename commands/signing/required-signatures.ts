/** Which signatures finishing a task takes: those the diagram declares, or, where the step decides against the document or has none, its slip. */
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

/**
 * A paper that several persons have signed is one scan. Whoever has it brings it, and the agency certifies the copy; that a step is not
 * finished without, where the diagram requires the document, waits for the screen by which people bring it.
 */
function copiesOf(facet: UserTaskFacet | undefined, copies: readonly CopyInput[]): readonly SignatureRequirement[] {
  const given = new Set(copies.map(({ document }) => document));
  const paper = facet?.signatures.filter(({ kind }) => kind === 'paper').toSorted((a, b) => a.order - b.order) ?? [];
  const once = paper.filter(({ document }, at) => paper.findIndex((one) => one.document === document) === at);
  if (given.size !== copies.length) throw refused('');
  const unexpected = [...given].find((document) => !once.some((one) => one.document === document));
  if (unexpected !== undefined) throw refused(unexpected);
  return once.filter(({ document }) => given.has(document)).map((one) => ({ ...one, capacity: 'agencySeal' }));
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
