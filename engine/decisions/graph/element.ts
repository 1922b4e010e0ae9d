/** The compiled elements of a model, by key: `namespace#id`. */
import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Signature } from '../boxed-function.ts';
import type { Evaluate, Frame } from '../frame.ts';
import type { ItemType } from '../types/item-type.ts';

export type ElementKey = string;

/** A name that an element's logic sees, and the element that it stands for. */
export interface Requirement {
  /** name of the import that the other element comes through; '' for the same model */
  readonly through: string;
  readonly name: string;
  readonly target: ElementKey;
  readonly kind: ModelElement['kind'];
}

interface Base {
  readonly key: ElementKey;
  readonly id: string;
  readonly name: string;
  /** name of its variable */
  readonly variable: string;
  readonly type: ItemType;
  /** the cycle of requirements that it is on, which keeps it from running */
  readonly cycle?: string;
}

export interface InputElement extends Base {
  readonly kind: 'input';
}

export interface DecisionElement extends Base {
  readonly kind: 'decision';
  readonly requires: readonly Requirement[];
  /** in a model that declares no input data: names in its logic that can only be inputs */
  readonly undeclared?: readonly string[];
  readonly logic?: Evaluate;
}

export interface KnowledgeElement extends Base {
  readonly kind: 'knowledge';
  readonly requires: readonly Requirement[];
  readonly define?: (frame: Frame) => FeelValue;
}

export interface ServiceElement extends Base {
  readonly kind: 'service';
  /** elements that its parameters stand for, in order: input data, then input decisions (DMN 1.5, 10.4) */
  readonly inputs: readonly ElementKey[];
  readonly signature: Signature;
  readonly outputs: readonly { readonly key: ElementKey; readonly name: string }[];
}

export type ModelElement = InputElement | DecisionElement | KnowledgeElement | ServiceElement;
