/**
 * Content that an element has once, written twice: the reader keeps the last and forgets the first without a word, so that of two
 * `<script>`, or a loop and a multi-instance marker on one task, one would silently not happen.
 */
import type { BpmnElement } from './bpmn-element.ts';
import { ATTRIBUTE_SUPPORT } from './lint/attribute-support.ts';
import { isElement } from './moddle-element.ts';
import { finding } from './lint/finding.ts';
import type { Finding } from './lint/finding.ts';

/** moddle sets every value of every element through this. */
export interface PropertyWriter {
  set(target: BpmnElement, name: string, value: unknown): void;
}

/** Watches what is set until the returned function is called, which gives the findings `contentTwice`. */
export function watchOverwrites(properties: PropertyWriter): () => Finding[] {
  const found: Finding[] = [];
  const set = properties.set;
  properties.set = function (target, name, value) {
    if (isOverwritten(valueOf(target, name), value)) found.push(twice(target, name));
    set.call(properties, target, name, value);
  };
  return () => {
    properties.set = set;
    return found;
  };
}

function valueOf(target: BpmnElement, name: string): unknown {
  const known = target.$descriptor.propertiesByName[name] !== undefined;
  const key = localName(name);
  return known && Object.hasOwn(target, key) ? (target as unknown as Record<string, unknown>)[key] : undefined;
}

/** Where it changes nothing it is worth a warning: files of known modelers have it. */
function twice(target: BpmnElement, name: string): Finding {
  const attribute = localName(name);
  const definedBy = target.$descriptor.propertiesByName[name]?.definedBy.name ?? '';
  const harmless = ATTRIBUTE_SUPPORT[definedBy]?.properties[attribute]?.support === 'descriptive';
  const details = { type: target.$type, attribute };
  return finding(harmless ? 'warning' : 'error', 'contentTwice', target, `${target.$type} has '${attribute}' twice.`, details);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A reference is first set as what is written, an object without type, and then as the element that it leads to. */
function isOverwritten(before: unknown, value: unknown): boolean {
  if (before === undefined || Array.isArray(before)) return false;
  return !(typeof before === 'object' && !isElement(before) && isElement(value));
}
