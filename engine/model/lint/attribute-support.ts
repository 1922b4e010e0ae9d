/**
 * What BPMN 2.0 lets an element say, and what this engine does with it, for every type and property of the meta-model
 * (attribute-support.json). `refused` may list values that change nothing and therefore pass.
 */
import type { BpmnElement, BpmnPropertyDescriptor } from '../bpmn-element.ts';
import table from './attribute-support.json' with { type: 'json' };

export type Support = 'executed' | 'refused' | 'descriptive';

export interface PropertySupport {
  readonly support: Support;
  /** clause of BPMN 2.0.2, where it differs from the element's */
  readonly clause?: string;
  /** `refused` only: harmless values, the default among them */
  readonly except?: readonly (string | number | boolean)[];
  readonly note?: string;
  /** the types on which it is so, where that is not all of them; `elsewhere` says what it is on the others */
  readonly on?: readonly string[];
  readonly elsewhere?: Support;
}

export interface ElementSupport {
  readonly support: Support;
  readonly clause: string;
  readonly note?: string;
  /** own properties only; inherited ones stand with the type that defines them */
  readonly properties: Readonly<Record<string, PropertySupport>>;
}

/** By type name, such as `bpmn:Activity`. */
export const ATTRIBUTE_SUPPORT = table as Readonly<Record<string, ElementSupport>>;

/** What becomes of a property of an element, also an inherited one. Undefined: not of BPMN. */
export function supportOf(
  element: Pick<BpmnElement, '$instanceOf'>,
  { name, definedBy }: Pick<BpmnPropertyDescriptor, 'name' | 'definedBy'>,
): PropertySupport | undefined {
  const table = ATTRIBUTE_SUPPORT[definedBy.name];
  const property = table?.properties[localName(name)];
  if (!table || !property) return undefined;
  const there = property.on?.some((type) => element.$instanceOf(type)) ?? true;
  return {
    ...property,
    clause: property.clause ?? table.clause,
    support: there ? property.support : (property.elsewhere ?? 'descriptive'),
  };
}

/** The whole table in Markdown, as docs/bpmn-support.md shows it. */
export function supportTable(): string {
  const rows = Object.entries(ATTRIBUTE_SUPPORT).flatMap(([type, element]) => [
    row(`**${localName(type)}**`, '', element.support, element.clause, element.note),
    ...Object.entries(element.properties).map(([name, property]) =>
      row(localName(type), name, treatment(property), property.clause ?? element.clause, remark(property)),
    ),
  ]);
  return ['| Element | Attribute | Treatment | Clause | Remark |', '|---|---|---|---|---|', ...rows].join('\n');
}

function row(...cells: readonly (string | undefined)[]): string {
  return `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
}

function treatment({ support, on, elsewhere = 'descriptive' }: PropertySupport): string {
  return on ? `${support} on ${on.map(localName).join(', ')}; elsewhere ${elsewhere}` : support;
}

function remark({ note, except }: PropertySupport): string | undefined {
  if (!except) return note;
  const values = except.map((value) => `\`${value}\``).join(', ');
  return [`allowed: ${values}`, note].filter(Boolean).join('; ');
}

function localName(type: string): string {
  return type.slice(type.indexOf(':') + 1);
}
