/** Reading elements of other vocabularies: the reader leaves them generic, attributes as properties, children in `$children`. */
import type { BpmnElement } from '../bpmn-element.ts';

/** Own attributes without namespace declarations. */
export function attributesOf(element: BpmnElement): Record<string, string> {
  const entries = Object.entries(element).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('$') && !/^:?xmlns/.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

export function attributeOf(element: BpmnElement, name: string): string | undefined {
  return attributesOf(element)[name];
}

export function foreignChildren(element: BpmnElement, type?: string): readonly BpmnElement[] {
  const children = element.$children ?? [];
  return type === undefined ? children : children.filter(({ $type }) => $type === type);
}

export function bodyOf(element: BpmnElement): string {
  return (element.$body ?? '').trim();
}

/** Attributes, text and children in one line, for the report. */
export function summaryOf(element: BpmnElement): string {
  const attributes = Object.entries(attributesOf(element)).map(([name, value]) => `${name}="${value}"`);
  const children = foreignChildren(element).map(summaryOf);
  return [...attributes, bodyOf(element), ...children]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 500);
}
