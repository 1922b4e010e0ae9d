/** Values that are not the default, for each kind of property and, where that would not be valid, for single ones. */
import metaModel from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import { isType } from '../../../../engine/model/bpmn-element.ts';
import type { BpmnElement, BpmnPropertyDescriptor } from '../../../../engine/model/bpmn-element.ts';
import type { Ground } from './ground-face.ts';
import { PARTS } from './parts.ts';
import { SINGLE } from './single-values.ts';

const LITERALS = new Map(metaModel.enumerations.map(({ name, literalValues }) => [`bpmn:${name}`, literalValues.map((each) => each.name)]));

/** One or more values to set, each in a diagram of its own. */
export function valuesFor(ground: Ground, subject: BpmnElement, property: BpmnPropertyDescriptor): readonly unknown[] {
  const single = SINGLE[`${subject.$type}.${localName(property)}`] ?? SINGLE[`${property.definedBy.name}.${localName(property)}`];
  if (single) return single(ground, subject);
  const literals = LITERALS.get(property.type);
  if (literals) return literals.filter((literal) => literal !== subject.get(property.name));
  switch (property.type) {
    case 'Boolean':
      return property.default === undefined ? [true, false] : [!property.default];
    case 'Integer':
      return [2];
    case 'String':
      return ['other'];
    default:
      return property.isReference ? [referenceFor(ground, subject, property)] : [partFor(ground, property)];
  }
}

export function localName({ name }: Pick<BpmnPropertyDescriptor, 'name'>): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Another element of the type than the one that is referred to already; where XML gives none an id, a name that leads nowhere. */
function referenceFor(ground: Ground, subject: BpmnElement, property: BpmnPropertyDescriptor): unknown {
  const current = [subject.get(property.name)].flat();
  const candidates = /^(?:bpmn:)?Element$/.test(property.type) ? ids(ground) : ground.ofType(property.type);
  const other = candidates.find((each) => !current.includes(each) && each !== subject && each.id !== undefined);
  return other ?? { id: 'nowhere', $type: property.type };
}

/** Of elements that can be anything. */
function ids(ground: Ground): readonly BpmnElement[] {
  return ['item', 'item2', 'message'].map((id) => ground.byId(id));
}

function partFor(ground: Ground, property: BpmnPropertyDescriptor): BpmnElement {
  const make = PARTS[property.type];
  const part = make ? make(ground) : ground.create(property.type, {});
  if (part.$descriptor.propertiesByName['id'] && part.id === undefined) part.set('id', 'added');
  return part;
}

/** Sets a value as the file would say it: lists grow. */
export function setValue(ground: Ground, subject: BpmnElement, property: BpmnPropertyDescriptor, value: unknown): void {
  const isPart = !property.isReference && typeof value === 'object' && value !== null;
  if (Array.isArray(value)) subject.set(property.name, value);
  else if (isPart) ground.add(subject, property.name, value as BpmnElement);
  else if (property.isMany) subject.set(property.name, [...[subject.get(property.name)].flat().filter(Boolean), value]);
  else subject.set(property.name, value);
}

/** What a problem names: the step, flow or root element that is seen, rather than a part of its specification. */
export function ownerOf(element: BpmnElement): BpmnElement {
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) {
    if (isType(at, 'bpmn:FlowElement', 'bpmn:RootElement', 'bpmn:Participant', 'bpmn:MessageFlow')) return at;
  }
  for (let at: BpmnElement | undefined = element; at; at = at.$parent) if (at.id !== undefined) return at;
  return element;
}
