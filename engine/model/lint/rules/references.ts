/** References lead to what the meta-model says: an errorRef to a signal, or a flow that is listed where it does not end, would be read as something else. */
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import type { BpmnElement, BpmnPropertyDescriptor } from '../../bpmn-element.ts';
import { isElement } from '../../moddle-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

/** Lists that repeat what another element says, and where that says it. */
const REPEATED: readonly (readonly [list: string, original: string])[] = [
  ['incoming', 'targetRef'],
  ['outgoing', 'sourceRef'],
  ['boundaryEventRefs', 'attachedToRef'],
];

export function references({ elements }: Diagram): Finding[] {
  const ours = elements.filter(({ $type, $descriptor }) => !$descriptor.isGeneric && $type.startsWith('bpmn:'));
  return ours.flatMap((element) => [...wrongTypes(element), ...contradictions(element)]);
}

function wrongTypes(element: BpmnElement): Finding[] {
  const references = element.$descriptor.properties.filter(({ isReference, type }) => isReference && type.startsWith('bpmn:'));
  return references.flatMap((property) =>
    valuesOf(element, property)
      .filter((target) => !isType(target, property.type))
      .map((target) => {
        const details = { attribute: localName(property.name), target: target.id ?? '', type: target.$type, expected: property.type };
        const message = `'${details.attribute}' leads to '${details.target}', a ${target.$type}, but expects a ${property.type}.`;
        return finding('error', 'referenceType', element, message, details);
      }),
  );
}

function contradictions(element: BpmnElement): Finding[] {
  return REPEATED.filter(([list]) => element.$descriptor.propertiesByName[list] !== undefined).flatMap(([list, original]) =>
    childrenOf(element, list)
      .filter((other) => other.$descriptor.propertiesByName[original] && childOf(other, original) !== element)
      .map((other) => {
        const details = { attribute: list, target: other.id ?? '', original };
        return finding(
          'error',
          'referenceContradicts',
          element,
          `'${list}' lists '${details.target}', whose ${original} differs.`,
          details,
        );
      }),
  );
}

function valuesOf(element: BpmnElement, { name }: BpmnPropertyDescriptor): readonly BpmnElement[] {
  const value = Object.hasOwn(element, localName(name)) ? element.get(name) : undefined;
  return [value].flat().filter((each): each is BpmnElement => isElement(each) && !(each as BpmnElement).$descriptor.isGeneric);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
