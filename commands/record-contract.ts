/** What can be asked about the record itself, and about data that is wrong. */
import type { Variables } from '../engine/command.ts';
import type { CaseRef, Reasoned, StepOutcome } from './outcome-contract.ts';

/** The document that a correction rests on, and the body that approved it (S0 Điều 13 khoản 2). */
export interface CorrectionBasis {
  readonly document: string;
  /** ISO date */
  readonly date: string;
  readonly authority: string;
}

export interface RecordCommands {
  /** Data that was neither signed nor shared; the value before stays in the log. */
  correctVariables: [
    CaseRef & { readonly instance?: number; readonly variables: Variables; readonly basis: CorrectionBasis } & Reasoned,
    StepOutcome,
  ];
  /** Of a case whose term is over; `basis`: the document that it rests on. */
  proposeDestruction: [
    { readonly caseId: string; readonly basis: string } & Reasoned,
    { readonly destruction: string; readonly notBefore: string },
  ];
  /** By another person. `steps`: those whose contents are gone */
  decideDestruction: [{ readonly destruction: string; readonly approve: boolean } & Reasoned, { readonly steps: number }];
}
