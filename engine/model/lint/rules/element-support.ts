/** Elements and attributes that the engine does not execute, each by name: nothing that changes behaviour is ignored. */
import { isType } from '../../bpmn-element.ts';
import type { BpmnElement, BpmnPropertyDescriptor } from '../../bpmn-element.ts';
import { ATTRIBUTE_SUPPORT, supportOf } from '../attribute-support.ts';
import { isArrowPlaceholder } from '../../arrow-placeholder.ts';
import { isElement } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function elementSupport({ elements }: Diagram): Finding[] {
  return elements.flatMap((element) => [...refusedElement(element), ...refusedAttributes(element)]);
}

function refusedElement(element: BpmnElement): Finding[] {
  const support = ATTRIBUTE_SUPPORT[element.$type];
  if (support?.support !== 'refused' || isInsideRefused(element)) return [];
  const details = { type: element.$type, clause: support.clause };
  return [finding('error', 'elementRefused', element, `${element.$type} is not executed (BPMN ${support.clause}).`, details)];
}

/** Only the outermost refused element or attribute is named. */
function isInsideRefused(element: BpmnElement): boolean {
  const parent = element.$parent;
  if (!parent) return false;
  if (ATTRIBUTE_SUPPORT[parent.$type]?.support === 'refused' || isInsideRefused(parent)) return true;
  return ownProperties(parent).some((property) => isRefused(property, parent) && valuesOf(parent, property).includes(element));
}

function refusedAttributes(element: BpmnElement): Finding[] {
  const refused = ownProperties(element).filter((property) => isRefused(property, element));
  if (refused.length === 0 || ATTRIBUTE_SUPPORT[element.$type]?.support === 'refused' || isInsideRefused(element)) return [];
  return refused.map((property) => {
    const attribute = localName(property);
    const clause = supportOf(element, property)?.clause ?? '';
    const value = valuesOf(element, property).map(describe).join(', ');
    const details = { type: element.$type, attribute, value, clause };
    return finding(
      'error',
      'attributeRefused',
      ownerOf(element),
      `'${attribute}' = ${value} of ${element.$type} is not executed (BPMN ${clause}).`,
      details,
    );
  });
}

/** What is seen in the diagram: the step or flow, rather than a part of its specification. */
function ownerOf(element: BpmnElement): BpmnElement {
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) {
    if (isType(at, 'bpmn:FlowElement', 'bpmn:RootElement', 'bpmn:Participant', 'bpmn:MessageFlow')) return at;
  }
  return element;
}

function ownProperties(element: BpmnElement): readonly BpmnPropertyDescriptor[] {
  return element.$descriptor.isGeneric ? [] : element.$descriptor.properties.filter((property) => !property.isVirtual);
}

function isRefused(property: BpmnPropertyDescriptor, element: BpmnElement): boolean {
  const support = supportOf(element, property);
  if (support?.support !== 'refused') return false;
  return valuesOf(element, property).some((value) => !support.except?.some((allowed) => allowed === value) && !isPlaceholder(value));
}

function isPlaceholder(value: unknown): boolean {
  return isElement(value) && isArrowPlaceholder(value);
}

/** Values that the file gives; defaults of the meta-model are not among them. */
function valuesOf(element: BpmnElement, property: BpmnPropertyDescriptor): readonly unknown[] {
  const key = localName(property);
  const value = Object.hasOwn(element, key) ? element.get(property.name) : undefined;
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

function localName(property: BpmnPropertyDescriptor): string {
  return property.name.slice(property.name.indexOf(':') + 1);
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { id, $type } = value as BpmnElement;
  return id ?? $type;
}
