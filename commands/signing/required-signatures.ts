/** Which signatures completing a task takes: those the diagram declares, or, where the step decides against the document, its slip. */
import { Rejection } from '../../errors.ts';
import type { Outcome, SignatureRequirement, UserTaskFacet } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import type { TaskCompletion } from './completion-text.ts';
import type { CopyInput } from './copy-input.ts';

/** What a step without a document of its own says of itself (phiếu xử lý). */
export const SLIP = 'slip';

/**
 * In the order in which they are given, certified copies last. Empty: the task is completed without. Where the whole task is done on
 * paper, or in another system, others sign. Throws validation `copyMissing`, `copyUnexpected`.
 */
export async function requiredSignatures(
  services: Services,
  { definition, node, companion, mode }: TaskRecord,
  { outcome, copies = [] }: Pick<TaskCompletion, 'outcome' | 'copies'>,
): Promise<readonly SignatureRequirement[]> {
  const isSigned = !companion && mode === 'internal';
  const facet = isSigned ? (await modelOf(services, definition)).nodes.get(node)?.userTask : undefined;
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  return [...digitalOf(facet, chosen), ...copiesOf(facet, chosen, copies)];
}

function digitalOf(facet: UserTaskFacet | undefined, chosen: Outcome | undefined): readonly SignatureRequirement[] {
  const digital = facet?.signatures.filter(({ kind }) => kind === 'digital').toSorted((a, b) => a.order - b.order) ?? [];
  const [first] = digital;
  if (first && chosen && isAgainst(chosen)) return [{ ...first, document: SLIP, capacity: 'personal', order: 1 }];
  return digital;
}

/** To reject and to send back are signed too, but not on the document that is not adopted. */
const isAgainst = ({ reasonRequired, returnTo }: Outcome): boolean => reasonRequired || returnTo !== undefined;

/**
 * A paper that several persons have signed is one scan. It is asked for where the diagram says that the document is required, and not to
 * send the case back; a record of what went wrong is a document as well. Others may be brought.
 */
function copiesOf(
  facet: UserTaskFacet | undefined,
  chosen: Outcome | undefined,
  copies: readonly CopyInput[],
): readonly SignatureRequirement[] {
  const given = new Set(copies.map(({ document }) => document));
  const paper = facet?.signatures.filter(({ kind }) => kind === 'paper').toSorted((a, b) => a.order - b.order) ?? [];
  const once = paper.filter(({ document }, at) => paper.findIndex((one) => one.document === document) === at);
  if (given.size !== copies.length) throw refused('copyUnexpected', '');
  const unexpected = [...given].find((document) => !once.some((one) => one.document === document));
  if (unexpected !== undefined) throw refused('copyUnexpected', unexpected);
  const isAsked = ({ document }: SignatureRequirement): boolean =>
    chosen?.returnTo === undefined && facet?.documents.some(({ key, required }) => key === document && required) === true;
  const missing = once.find((one) => isAsked(one) && !given.has(one.document));
  if (missing) throw refused('copyMissing', missing.document);
  return once.filter(({ document }) => given.has(document)).map((one) => ({ ...one, capacity: 'agencySeal' }));
}

const refused = (code: 'copyMissing' | 'copyUnexpected', document: string): Rejection =>
  new Rejection('validation', code, `Expected scans of the papers that the step asks for, and of no other: '${document.slice(0, 100)}'.`, {
    details: { document: document.slice(0, 100) },
  });
