/** Papers of a task: what somebody without a key signs by hand, whose scan is brought and certified as a copy. */
import type { Outcome, SignatureRequirement, UserTaskFacet } from '../engine/model/process-model.ts';

/** One for each document, in their order: a paper that several persons have signed is one scan. */
export function papersOf(facet: UserTaskFacet | undefined): readonly SignatureRequirement[] {
  const paper = facet?.signatures.filter(({ kind }) => kind === 'paper').toSorted((a, b) => a.order - b.order) ?? [];
  return paper.filter(({ document }, at) => paper.findIndex((one) => one.document === document) === at);
}

/**
 * Whether the task is not finished without it: with the outcomes that its signature names, else with all that do not send the case back, where
 * the document is required. `chosen` undefined: none is chosen, or nobody knows yet, as of a vote.
 */
export function isPaperAsked(facet: UserTaskFacet | undefined, document: string, chosen: Outcome | undefined): boolean {
  const signatures = facet?.signatures.filter((one) => one.kind === 'paper' && one.document === document) ?? [];
  const isRequired = facet?.documents.some(({ key, required }) => key === document && required) === true;
  return signatures.some(({ outcomes }) =>
    outcomes ? chosen === undefined || outcomes.includes(chosen.id) : isRequired && chosen?.returnTo === undefined,
  );
}
