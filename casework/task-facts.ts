import type { WorkMode } from '../engine/bindings/binding.ts';
import type { DynamicTask } from '../engine/state.ts';

/** What rights, separation of duties and completion need to know of a user task, wherever it is kept. */
export interface TaskFacts {
  readonly instance: number;
  /** element id */
  readonly node: string;
  readonly procedure: string;
  readonly unitPath: string;
  readonly state: string;
  /** account or person */
  readonly assignee?: string;
  readonly candidateRoles: readonly string[];
  readonly candidateUnits: readonly string[];
  readonly candidatePersons: readonly string[];
  readonly excludedPersons: readonly string[];
  /** where the work is done; here when absent */
  readonly mode?: WorkMode;
  /** exchange: unit of the agency that is to answer */
  readonly partner?: string;
  /** class of data of its case */
  readonly confidentiality: string;
  readonly companion?: DynamicTask & { readonly anchor: number };
}
