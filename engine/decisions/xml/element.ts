/** Strict access to moddle elements: every child list is an array (see dmn-schema), and what is missing or doubled is a problem. */
import type { ModdleElement } from 'dmn-moddle';
import type { Report } from '../problem.ts';

export type XmlElement = ModdleElement;
/** Where we are: the element, its id (or a path that stands for it), and whom to tell. */
export interface At {
  readonly element: XmlElement;
  readonly id: string;
  readonly report: Report;
}

/** `dmn:DecisionTable` -> `decisionTable`, as the file spells it. */
export function tagOf(element: XmlElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

export function attribute(at: At, name: string): string | undefined {
  const value = at.element.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flag(at: At, name: string): boolean {
  return at.element.get(name) === true;
}

export function children(at: At, property: string): readonly At[] {
  const values = at.element.get(property);
  if (!Array.isArray(values)) return [];
  return (values as XmlElement[]).map((element, index) => enter(at, element, `${property}[${index + 1}]`));
}

export function optional(at: At, property: string): At | undefined {
  const found = children(at, property);
  if (found.length > 1) reportDoubled(at, property);
  const [first] = found;
  return first && { ...first, id: ownId(first.element) ?? `${at.id}/${property}` };
}

export function text(at: At, property = 'text'): string | undefined {
  const values = at.element.get(property);
  if (!Array.isArray(values)) return undefined;
  if (values.length > 1) reportDoubled(at, property);
  return typeof values[0] === 'string' ? values[0] : undefined;
}

/** Runs of blanks in a name count as one (DMN 1.5, 10.3.1.2). */
export function oneForm(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

export function nameOf(at: At, required = true): string {
  const name = oneForm(attribute(at, 'name') ?? '');
  if (required && name === '') at.report('dmnNameMissing', at.id, { tag: tagOf(at.element) });
  return name;
}

export function reportMissing(at: At, child: string): void {
  at.report('dmnChildMissing', at.id, { tag: tagOf(at.element), child });
}

/** Of two equal names in one place the first would be lost. */
export function reportTwins(at: At, elements: readonly { readonly id: string; readonly name: string }[]): void {
  const seen = new Map<string, string>();
  for (const { id, name } of elements) {
    const twin = seen.get(name);
    if (twin !== undefined) at.report('dmnDuplicateName', id, { twin, name });
    seen.set(name, id);
  }
}

function enter(parent: At, element: XmlElement, role: string): At {
  return { element, id: ownId(element) ?? `${parent.id}/${role}`, report: parent.report };
}

function ownId(element: XmlElement): string | undefined {
  const id = typeof element === 'object' ? element.get('id') : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function reportDoubled(at: At, child: string): void {
  at.report('dmnChildDoubled', at.id, { tag: tagOf(at.element), child });
}
