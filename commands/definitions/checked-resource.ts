import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { DefinitionKind, StartTrigger } from '../../store/contract.ts';
import type { DeploymentMapping, DeploymentProblem } from '../contract.ts';

export interface Resource {
  readonly name: string;
  readonly content: string;
}

/** What one file brings: a diagram may hold several processes, a model several decisions; each is a definition of its own. */
export interface CheckedResource {
  readonly resource: string;
  readonly definitions: readonly CheckedDefinition[];
  readonly problems: readonly DeploymentProblem[];
  readonly mapping: readonly DeploymentMapping[];
}

export interface CheckedDefinition {
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly starterRoles?: readonly string[];
  readonly starts?: readonly StartTrigger[];
  /** of a process */
  readonly model?: ProcessModel;
  /** of a form: keys of the catalogues that it takes codes from */
  readonly catalogues?: readonly string[];
}
