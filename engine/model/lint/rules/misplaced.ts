/** What stands in a place or a form in which nobody reads it: it would be dropped without a word. */
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import type { BpmnElement } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

/** Elements of ours, and on which elements the compiler reads them. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'tk:IoMapping': ['bpmn:Activity', 'bpmn:Event'],
  'tk:Outcomes': ['bpmn:UserTask'],
  'tk:Signature': ['bpmn:UserTask'],
  'tk:Vote': ['bpmn:UserTask'],
  'tk:Document': ['bpmn:UserTask'],
  'tk:Escalation': ['bpmn:UserTask'],
};

const SIMPLE: readonly string[] = ['String', 'Boolean', 'Integer', 'Real', 'Element'];

export function misplaced({ elements }: Diagram): Finding[] {
  return elements
    .filter(({ $type, $descriptor }) => !$descriptor.isGeneric && $type.startsWith('bpmn:'))
    .flatMap((element) => [...extensions(element), ...attributesForElements(element), ...otherType(element)]);
}

function extensions(element: BpmnElement): Finding[] {
  const holder = element.$descriptor.propertiesByName['extensionElements'] ? childOf(element, 'extensionElements') : undefined;
  const values = holder ? childrenOf(holder, 'values').filter(({ $descriptor }) => !$descriptor.isGeneric) : [];
  return values
    .filter(({ $type }) => !isType(element, ...(PLACES[$type] ?? [])))
    .map(({ $type }) => {
      const details = { type: element.$type, extension: $type };
      return finding('error', 'extensionMisplaced', element, `${$type} means nothing on a ${element.$type}.`, details);
    });
}

/** `loopCharacteristics="…"`: an element of BPMN written as an attribute stays text. */
function attributesForElements(element: BpmnElement): Finding[] {
  return element.$descriptor.properties.flatMap(({ name, type, isAttr, isReference, isVirtual }) => {
    const attribute = name.slice(name.indexOf(':') + 1);
    const value = ownValue(element, attribute);
    if (isVirtual && value !== undefined)
      return [finding('error', 'unknownAttribute', element, `'${attribute}' is derived.`, { property: attribute, value: '' })];
    if (isAttr || isReference || SIMPLE.includes(type) || typeof value !== 'string') return [];
    return [
      finding('error', 'unknownAttribute', element, `'${attribute}' is an element, not an attribute.`, { property: attribute, value }),
    ];
  });
}

function ownValue(element: BpmnElement, key: string): unknown {
  return Object.hasOwn(element, key) ? (element as unknown as Record<string, unknown>)[key] : undefined;
}

/** `<task xsi:type="tUserTask">` is a user task by XML Schema, but read as its tag says. */
function otherType(element: BpmnElement): Finding[] {
  const type = element.$attrs['xsi:type'];
  if (type === undefined) return [];
  const said = `bpmn:${type.slice(type.indexOf(':') + 1).replace(/^t/, '')}`;
  if (said === element.$type || isType(element, 'bpmn:Expression')) return [];
  const details = { property: 'xsi:type', value: type };
  return [finding('error', 'unknownAttribute', element, `It is read as ${element.$type}, but says it is a ${said}.`, details)];
}
