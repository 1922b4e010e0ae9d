/** What lists are asked for, and their pages. */
import type { Json } from '../expressions/json.ts';
import type { EndState } from '../engine/state.ts';
import type { CaseStatus } from './case-status.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** opaque; absent on the last page */
  readonly next?: string;
}
export interface PageRequest {
  /** 1 to 200 */
  readonly limit: number;
  readonly cursor?: string;
}
export type TaskSort = 'due' | 'created' | 'priority';
export interface TaskFilter {
  readonly procedure?: string;
  readonly node?: string;
  readonly unitPath?: string;
  readonly dueBefore?: string;
  readonly createdAfter?: string;
  readonly caseId?: string;
  readonly text?: string;
  readonly deadline?: DeadlineFilter;
}
/** How it stands with the deadline at an instant; `share`: of the time to the due date after which it is near, where no reminder says so. */
export interface DeadlineFilter {
  readonly state: 'onTime' | 'near' | 'overdue';
  readonly now: string;
  readonly share: number;
}
export type CaseSort = 'started' | 'code';
export interface CaseFilter {
  readonly procedure?: string;
  readonly definition?: string;
  readonly status?: CaseStatus;
  readonly endedHow?: EndState;
  /** started the case or did one of its tasks */
  readonly person?: string;
  /** the case is about one of these persons of the register */
  readonly parties?: readonly string[];
  /** all but this one */
  readonly except?: string;
  readonly code?: string;
  readonly businessKey?: string;
  /** root variable equals value */
  readonly variable?: { readonly name: string; readonly value: Json };
  readonly startedFrom?: string;
  readonly startedTo?: string;
  readonly unitPath?: string;
  /** code, title or business key, with or without diacritics */
  readonly text?: string;
  /** one of its open tasks stands so */
  readonly deadline?: DeadlineFilter;
}
