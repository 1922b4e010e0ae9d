/** A recording: what was deployed, what was asked of the case, and what the kernel of that day made of it. */
import type { LoggedStep } from '../engine/case-driver.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import type { DecisionAnswer } from '../../engine/ports.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';

export interface RecordedCase {
  readonly name: string;
  readonly stateVersion: number;
  readonly bpmn: string;
  /** answers of the outside, the same for every question */
  readonly decision?: DecisionAnswer;
  readonly deadline?: DeadlineRecord;
  readonly log: readonly LoggedStep[];
  /** state and variables after each command of the log */
  readonly states: readonly { readonly state: CaseState; readonly variables: CaseVariables }[];
}
