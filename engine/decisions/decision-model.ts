import type { ElementKey, ModelElement } from './graph/element.ts';

/** A DMN model ready to run: immutable, holds no state of any evaluation, may be shared. */
export interface DecisionModel {
  readonly namespace: string;
  readonly name: string;
  /** what can be asked of the model itself (not of those it imports) */
  readonly decisions: readonly ElementName[];
  readonly services: readonly ElementName[];
  readonly inputs: readonly ElementName[];
  /** all elements, imported ones too, by `namespace#id` */
  readonly elements: ReadonlyMap<ElementKey, ModelElement>;
}

export interface ElementName {
  readonly id: string;
  readonly name: string;
}
