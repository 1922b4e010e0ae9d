/**
 * A node of the parsed diagram with all that moddle knows of it. Attributes that the descriptors know are properties (`get`),
 * others lie in `$attrs`; elements of other vocabularies are generic: their attributes are properties, their content `$children`
 * and `$body`.
 */
import { extensionsOf, isElement, listOf, refOf } from './moddle-element.ts';
import type { ModdleElement } from './moddle-element.ts';

export interface BpmnElement extends ModdleElement {
  readonly $parent?: BpmnElement;
  readonly $attrs: Record<string, string>;
  readonly $descriptor: BpmnDescriptor;
  /** only of elements that no descriptor knows */
  readonly $children?: readonly BpmnElement[];
  readonly $body?: string;
  readonly $model: {
    create(type: string, properties: Readonly<Record<string, unknown>>): BpmnElement;
    createAny(name: string, uri: string, properties: Readonly<Record<string, unknown>>): BpmnElement;
  };
  $instanceOf(type: string): boolean;
  set(name: string, value: unknown): void;
}

export interface BpmnDescriptor {
  readonly name: string;
  readonly isGeneric?: boolean;
  readonly ns: { readonly prefix: string; readonly localName: string };
  readonly properties: readonly BpmnPropertyDescriptor[];
  readonly propertiesByName: Readonly<Record<string, BpmnPropertyDescriptor>>;
}

export interface BpmnPropertyDescriptor {
  readonly name: string;
  readonly type: string;
  readonly isMany?: boolean;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
  readonly isBody?: boolean;
  readonly default?: unknown;
  readonly definedBy: { readonly name: string };
}

/** Whether the element is of one of the types or a subtype, such as `bpmn:FlowNode`. */
export function isType(element: BpmnElement, ...types: readonly string[]): boolean;
export function isType(element: BpmnElement | undefined, ...types: readonly string[]): element is BpmnElement;
export function isType(element: BpmnElement | undefined, ...types: readonly string[]): boolean {
  return element !== undefined && types.some((type) => element.$instanceOf(type));
}

export function childOf(element: BpmnElement, property: string): BpmnElement | undefined {
  return refOf(element, property) as BpmnElement | undefined;
}

export function childrenOf(element: BpmnElement, property: string): readonly BpmnElement[] {
  return listOf(element, property) as readonly BpmnElement[];
}

/** Extension elements of one type, such as `tk:Outcomes`. */
export function extensionElementsOf(element: BpmnElement, type: string): readonly BpmnElement[] {
  return extensionsOf(element, type) as readonly BpmnElement[];
}

/** Every element of the tree, parents first, without following references. Iterative: depth is the author's choice. */
export function* walk(root: BpmnElement): Generator<BpmnElement> {
  const pending: BpmnElement[] = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    yield element;
    pending.push(...contained(element).reverse());
  }
}

function contained(element: BpmnElement): BpmnElement[] {
  const found: BpmnElement[] = [...(element.$children ?? [])];
  if (element.$descriptor.isGeneric) return found;
  for (const property of element.$descriptor.properties) {
    if (property.isReference || property.isVirtual || property.isAttr) continue;
    const value = element.get(property.name);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const each of values) if (isElement(each)) found.push(each as BpmnElement);
  }
  return found;
}
