/** The elements of an XML text with the places of what can be changed in it, so that a mutant differs in one place only. */

export interface Span {
  readonly from: number;
  readonly to: number;
}
export interface XmlAttribute {
  /** without prefix */
  readonly name: string;
  /** as it stands in the text, with entities */
  readonly raw: string;
  readonly value: Span;
  /** with the blank before it */
  readonly whole: Span;
}
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: XmlElement[];
  /** behind the element's name in the start tag: where an attribute can be put */
  readonly afterName: number;
  whole: Span;
  /** between start and end tag; empty for an empty element */
  inner: Span;
}

const NAME = /[\w.:-]+/y;
const SKIPPED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
];

/** All elements, in order of their start tags. */
export function xmlElements(text: string): readonly XmlElement[] {
  const all: XmlElement[] = [];
  let open: XmlElement | undefined;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = SKIPPED.find(([start]) => text.startsWith(start, at));
    if (skipped) at = endOf(text, skipped[1], at);
    else if (text[at + 1] === '/') {
      const end = endOf(text, '>', at);
      if (open) {
        open.inner = { from: open.inner.from, to: at };
        open.whole = { from: open.whole.from, to: end };
      }
      open = open?.parent;
      at = end;
    } else {
      const { element, end, empty } = startTag(text, at, open);
      all.push(element);
      open?.children.push(element);
      if (!empty) open = element;
      at = end;
    }
  }
  return all;
}

function endOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found + what.length;
}

function startTag(
  text: string,
  from: number,
  parent: XmlElement | undefined,
): { readonly element: XmlElement; readonly end: number; readonly empty: boolean } {
  const name = nameAt(text, from + 1);
  const afterName = from + 1 + name.length;
  const attributes: XmlAttribute[] = [];
  let at = afterName;
  while (at < text.length && text[at] !== '>' && !text.startsWith('/>', at)) {
    const attributeName = nameAt(text, at);
    if (attributeName === '') {
      at += 1;
      continue;
    }
    const quote = text.slice(at).search(/["']/) + at;
    const close = text.indexOf(text[quote] ?? '"', quote + 1);
    const value = { from: quote + 1, to: close };
    attributes.push({ name: local(attributeName), raw: text.slice(value.from, value.to), value, whole: { from: at - 1, to: close + 1 } });
    at = close + 1;
  }
  const empty = text.startsWith('/>', at);
  const end = at + (empty ? 2 : 1);
  const element = {
    name: local(name),
    attributes,
    parent,
    children: [],
    afterName,
    whole: { from, to: end },
    inner: { from: end, to: end },
  };
  return { element, end, empty };
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

export const attributeOf = ({ attributes }: XmlElement, name: string): XmlAttribute | undefined =>
  attributes.find((attribute) => attribute.name === name);

/** The id of the element, or of the nearest around it. */
export function idOf(element: XmlElement): string {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const id = attributeOf(at, 'id')?.raw;
    if (id !== undefined && at.name !== 'outcome') return id;
  }
  return element.name;
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

export const decoded = (raw: string): string => raw.replaceAll(/&(quot|apos|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '');

export const encoded = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const spliced = (text: string, { from, to }: Span, by: string): string => text.slice(0, from) + by + text.slice(to);
