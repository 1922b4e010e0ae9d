/** What a step did, what became of one item of many, and how commands name what they are about. */
import type { Problem, RejectionKind } from '../errors.ts';
import type { IncidentKind } from '../engine/effect.ts';
import type { EndState } from '../engine/state.ts';
import type { CaseStatus } from '../store/contract.ts';

/** What a step did, for whoever asked for it. `revision` is the case's new one. */
export type StepOutcome = {
  readonly caseId: string;
  readonly revision: number;
  readonly status: CaseStatus;
  readonly endedHow?: EndState;
  /** user tasks that this step opened and left open */
  readonly opened: readonly { readonly instance: number; readonly node: string; readonly name: string }[];
  /** incidents that this step raised */
  readonly incidents: readonly {
    readonly instance: number;
    readonly node: string;
    readonly kind: IncidentKind;
    readonly message: string;
  }[];
};
export type StartOutcome = StepOutcome & {
  readonly code: string;
  readonly title: string;
  readonly definition: string;
  /** open cases of the same procedure about the same persons */
  readonly duplicates?: readonly DuplicateCase[];
};
/** `caseId` and `code` only where the actor may see the case */
export type DuplicateCase = { readonly person: string; readonly startedAt: string; readonly caseId?: string; readonly code?: string };

/** One item of a command on many things: refused items do not stop the others. */
export type ItemResult<T> =
  | { readonly ok: true; readonly outcome: T }
  | {
      readonly ok: false;
      readonly refusal: {
        readonly kind: RejectionKind;
        readonly code: string;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
        readonly problems: readonly Problem[];
      };
    };

export type CaseRef = { readonly caseId: string };
export type TaskRef = CaseRef & { readonly instance: number };
export type Reasoned = { readonly reason: string };
