import type { Problem } from '../../errors.ts';
import type { ElementKey, ModelElement } from './graph/element.ts';

/** A DMN model ready to run: immutable, holds no state of any evaluation, may be shared. */
export interface DecisionModel {
  readonly namespace: string;
  readonly name: string;
  /** what can be asked of the model itself (not of those it imports) */
  readonly decisions: readonly ElementName[];
  readonly services: readonly ElementName[];
  readonly inputs: readonly ElementName[];
  /** one of its rules, or of those it imports, is marked as not settled */
  readonly hasUnsettledRules: boolean;
  /** why nothing of it may run: a part of the file was lost or misunderstood, and with it the meaning of the rest */
  readonly refused?: Problem;
  /** all elements, imported ones too, by `namespace#id` */
  readonly elements: ReadonlyMap<ElementKey, ModelElement>;
}

export interface ElementName {
  readonly id: string;
  readonly name: string;
}
