import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';

export interface Ground {
  readonly definitions: BpmnElement;
  byId(id: string): BpmnElement;
  /** in the order of the file */
  ofType(type: string): readonly BpmnElement[];
  create(type: string, properties?: Readonly<Record<string, unknown>>): BpmnElement;
  /** puts a child into a property of its parent */
  add(parent: BpmnElement, property: string, child: BpmnElement): BpmnElement;
}
