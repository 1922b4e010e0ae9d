/** Deployed resources and their versions, as the store keeps them. */

export type DefinitionKind = 'bpmn' | 'dmn' | 'form' | 'catalogue';
export interface DefinitionRecord {
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly version: number;
  readonly deploymentId: string;
  readonly sha256: string;
  readonly name: string;
  readonly starterRoles: readonly string[];
  /** false: deployed, but not yet in force for new cases */
  readonly active: boolean;
  readonly suspended: boolean;
  readonly createdAt: string;
}
export interface DefinitionSource extends DefinitionRecord {
  readonly source: string;
}
export interface NewDefinition {
  /** used only when the content is new */
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly name: string;
  readonly source: string;
  /** roles that may start a case, as the diagram declares them */
  readonly starterRoles?: readonly string[];
  /** false: not in force until `definition.activate` */
  readonly active?: boolean;
  /** message, signal and timer start events of an executable process */
  readonly starts?: readonly StartTrigger[];
}
export type StartTrigger =
  | { readonly kind: 'message' | 'signal'; readonly node: string; readonly name: string }
  | { readonly kind: 'timer'; readonly node: string; readonly due: string };
