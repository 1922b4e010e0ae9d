/** Attributes with a closed list of values: the reader keeps any word, and a misspelt one would be taken for the other choice. */
import type { BpmnElement } from '../../bpmn-element.ts';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const VALUES = new Map(bpmn.enumerations.map(({ name, literalValues }) => [`bpmn:${name}`, literalValues.map((literal) => literal.name)]));

export function enumerations({ elements }: Diagram): Finding[] {
  return elements.filter(({ $descriptor }) => !$descriptor.isGeneric).flatMap(ofElement);
}

function ofElement(element: BpmnElement): Finding[] {
  return element.$descriptor.properties.flatMap(({ name, type }) => {
    const allowed = VALUES.get(type);
    const value = allowed && element.get(name);
    if (typeof value !== 'string' || allowed?.includes(value)) return [];
    const details = { attribute: name.slice(name.indexOf(':') + 1), value, allowed: allowed?.join(', ') ?? '' };
    return [finding('error', 'enumerationValue', element, `'${details.attribute}' is '${value}'.`, details)];
  });
}
