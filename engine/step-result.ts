import type { Rejection } from '../errors.ts';
import type { Effect, TraceEntry } from './effect.ts';
import type { Need } from './ports.ts';
import type { CaseState, CaseVariables } from './state.ts';

export type StepResult =
  | {
      readonly type: 'accepted';
      readonly state: CaseState;
      readonly variables: CaseVariables;
      readonly effects: readonly Effect[];
      readonly trace: readonly TraceEntry[];
    }
  | { readonly type: 'rejected'; readonly rejection: Rejection }
  /** load this and call again with the same command */
  | { readonly type: 'needs'; readonly need: Need };
