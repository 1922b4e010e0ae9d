/**
 * Stands before every XML parser of the deployment: a file that passes is well formed, small enough, and means the same to any
 * parser. One pass, linear time, nothing is expanded. It is stricter than XML 1.0 where `saxen` would drop or change content
 * silently (names outside ASCII, blanks around '=', character references beyond U+FFFF); source: XML 1.0 (5th ed.) and
 * Namespaces in XML 1.0.
 */
import { readNamespace } from './vendors/namespaces.ts';
import { refuseAt } from './xml-refusal.ts';
import { MOST_BYTES, guardCharacters, guardReferences, guardSize, startOfContent } from './xml-text.ts';

export const XML_LIMITS = {
  bytes: MOST_BYTES,
  depth: 200,
  elements: 50_000,
  attributes: 100,
  attributeLength: 65_536,
  nameLength: 256,
  prefixesInScope: 64,
} as const;

/** Prefix to namespace, as far as an element sees it; the parent's map is shared where an element declares nothing. */
type Scope = ReadonlyMap<string, string>;

/** An element as it is written, for checks that need the text that a parser would already have interpreted. */
export interface XmlElement {
  /** namespace and local name */
  readonly namespace: string;
  readonly name: string;
  /** attributes without prefix have no namespace */
  readonly attributes: readonly { readonly namespace: string; readonly name: string; readonly value: string }[];
  /** offset of the start tag */
  readonly at: number;
}

interface Open {
  readonly name: string;
  readonly scope: Scope;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

interface Scan {
  readonly xml: string;
  position: number;
  elements: number;
  rootSeen: boolean;
  readonly open: Open[];
  readonly visit: ((element: XmlElement) => void) | undefined;
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const BLANK = /[ \t\r\n]*/y;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/**
 * Throws Rejection 'deployment', code `xml*`, with line and column, unless the text is safe, well-formed XML 1.0.
 * `visit` sees every element on the way.
 */
export function guardXml(xml: string, visit?: (element: XmlElement) => void): void {
  guardSize(xml);
  guardCharacters(xml);
  const scan: Scan = { xml, position: startOfContent(xml), elements: 0, rootSeen: false, open: [], visit };
  while (scan.position < xml.length) readNext(scan);
  if (scan.open.length > 0) refuse(scan, 'xmlMalformed', `Element <${scan.open.at(-1)?.name}> is never closed.`);
  if (!scan.rootSeen) refuse(scan, 'xmlMalformed', 'The document has no element.');
}

function readNext(scan: Scan): void {
  const { xml, position } = scan;
  if (xml[position] !== '<') return readText(scan);
  const next = xml[position + 1];
  if (next === '!') return readMarkedSection(scan);
  if (next === '?') refuse(scan, 'xmlProcessingInstruction', 'Processing instructions are not allowed.');
  if (next === '/') return readEndTag(scan);
  readStartTag(scan);
}

function readText(scan: Scan): void {
  const { xml, position } = scan;
  const end = xml.indexOf('<', position);
  const text = xml.slice(position, end < 0 ? xml.length : end);
  if (scan.open.length === 0 && /[^ \t\r\n]/.test(text)) refuse(scan, 'xmlMalformed', 'Text stands outside the root element.');
  if (text.includes(']]>')) refuse(scan, 'xmlMalformed', "']]>' stands in text.");
  guardReferences(scan.xml, text, position);
  scan.position = position + text.length;
}

function readMarkedSection(scan: Scan): void {
  const { xml, position } = scan;
  if (xml.startsWith('<!--', position)) {
    const end = xml.indexOf('--', position + 4);
    if (end < 0 || xml[end + 2] !== '>') refuse(scan, 'xmlMalformed', "A comment is not closed, or contains '--'.");
    scan.position = end + 3;
    return;
  }
  if (!xml.startsWith('<![CDATA[', position)) {
    const entity = xml.startsWith('<!ENTITY', position);
    refuse(scan, entity ? 'xmlEntity' : 'xmlDtd', 'Document type and entity declarations are not allowed.');
  }
  const end = xml.indexOf(']]>', position);
  if (end < 0 || scan.open.length === 0) refuse(scan, 'xmlMalformed', 'A CDATA section is not closed, or stands outside the root element.');
  scan.position = end + 3;
}

function readEndTag(scan: Scan): void {
  const start = scan.position;
  scan.position += 2;
  const name = readName(scan);
  skipBlank(scan);
  const opened = scan.open.pop();
  if (scan.xml[scan.position] !== '>' || opened?.name !== name) {
    refuseAt(scan.xml, start, 'xmlMalformed', `End tag </${name}> does not close <${opened?.name ?? 'nothing'}>.`);
  }
  scan.position += 1;
}

function readStartTag(scan: Scan): void {
  const start = scan.position;
  if (scan.open.length === 0 && scan.rootSeen) refuse(scan, 'xmlMalformed', 'There is a second root element.');
  scan.rootSeen = true;
  scan.elements += 1;
  if (scan.elements > XML_LIMITS.elements) refuse(scan, 'xmlElements', `There are more than ${XML_LIMITS.elements} elements.`);
  scan.position += 1;
  const name = readName(scan);
  const attributes = readAttributes(scan);
  const scope = scopeOf(scan, attributes);
  guardNames(scan, name, start, attributes, scope);
  scan.visit?.(elementOf(scan, name, start, attributes, scope));
  const selfClosing = scan.xml[scan.position] === '/';
  if (selfClosing) scan.position += 1;
  if (scan.xml[scan.position] !== '>') refuse(scan, 'xmlMalformed', `The start tag of <${name}> is not closed.`);
  scan.position += 1;
  if (selfClosing) return;
  scan.open.push({ name, scope });
  if (scan.open.length > XML_LIMITS.depth) refuse(scan, 'xmlDepth', `Elements are nested more than ${XML_LIMITS.depth} deep.`);
}

function readAttributes(scan: Scan): Attribute[] {
  const attributes: Attribute[] = [];
  for (;;) {
    const before = scan.position;
    skipBlank(scan);
    const next = scan.xml[scan.position];
    if (next === '>' || next === '/' || next === undefined) return attributes;
    if (scan.position === before) refuse(scan, 'xmlMalformed', 'Expected a blank before an attribute.');
    attributes.push(readAttribute(scan));
    if (attributes.length > XML_LIMITS.attributes) {
      refuse(scan, 'xmlAttributes', `An element has more than ${XML_LIMITS.attributes} attributes.`);
    }
  }
}

function readAttribute(scan: Scan): Attribute {
  const { xml } = scan;
  const at = scan.position;
  const name = readName(scan);
  const quote = xml[scan.position + 1];
  if (xml[scan.position] !== '=' || (quote !== '"' && quote !== "'")) {
    refuse(scan, 'xmlMalformed', `Expected ="…" directly after attribute '${name}'.`);
  }
  const from = scan.position + 2;
  const end = xml.indexOf(quote, from);
  if (end < 0) refuse(scan, 'xmlMalformed', `The value of attribute '${name}' is not closed.`);
  if (end - from > XML_LIMITS.attributeLength) {
    refuse(scan, 'xmlAttributeLength', `Attribute '${name}' is longer than ${XML_LIMITS.attributeLength} characters.`);
  }
  const value = xml.slice(from, end);
  if (value.includes('<')) refuse(scan, 'xmlMalformed', `The value of attribute '${name}' contains '<'.`);
  guardReferences(scan.xml, value, from);
  scan.position = end + 1;
  return { name, value, at };
}

function scopeOf(scan: Scan, attributes: readonly Attribute[]): Scope {
  const inherited: Scope = scan.open.at(-1)?.scope ?? new Map([['xml', XML_NAMESPACE]]);
  const declarations = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declarations.length === 0) return inherited;
  const scope = new Map(inherited);
  for (const { name, value, at } of declarations) {
    const prefix = name === 'xmlns' ? '' : name.slice(6);
    const reserved = prefix === 'xml' || prefix === 'xmlns' || value === XML_NAMESPACE || value === XMLNS_NAMESPACE;
    if (reserved || value.includes('&') || (prefix !== '' && value === '')) {
      refuseAt(scan.xml, at, 'xmlNamespace', `Namespace declaration '${name}' is not allowed.`);
    }
    scope.set(prefix, value);
  }
  if (scope.size > XML_LIMITS.prefixesInScope)
    refuse(scan, 'xmlNamespace', `More than ${XML_LIMITS.prefixesInScope} prefixes are in scope.`);
  return scope;
}

/** Every prefix is declared, and no attribute is there twice: not even once as flowable: and once as camunda:. */
function guardNames(scan: Scan, element: string, start: number, attributes: readonly Attribute[], scope: Scope): void {
  namespaceOf(scan, element, start, scope);
  const seen = new Set<string>();
  for (const { name, at } of attributes) {
    const declaration = name === 'xmlns' || name.startsWith('xmlns:');
    const colon = name.indexOf(':');
    const expanded = declaration || colon < 0 ? name : `{${namespaceOf(scan, name, at, scope)}}${name.slice(colon + 1)}`;
    if (seen.has(expanded)) refuseAt(scan.xml, at, 'xmlMalformed', `Attribute '${name}' is there twice.`);
    seen.add(expanded);
  }
}

function namespaceOf(scan: Scan, name: string, at: number, scope: Scope): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const uri = scope.get(prefix);
  if (uri === undefined && prefix !== '') refuseAt(scan.xml, at, 'xmlNamespace', `Prefix '${prefix}' is not declared.`);
  return readNamespace(uri ?? '');
}

function elementOf(scan: Scan, name: string, at: number, attributes: readonly Attribute[], scope: Scope): XmlElement {
  const local = (qualified: string) => qualified.slice(qualified.indexOf(':') + 1);
  return {
    namespace: namespaceOf(scan, name, at, scope),
    name: local(name),
    attributes: attributes
      .filter((attribute) => attribute.name !== 'xmlns' && !attribute.name.startsWith('xmlns:'))
      .map((attribute) => ({
        namespace: attribute.name.includes(':') ? namespaceOf(scan, attribute.name, attribute.at, scope) : '',
        name: local(attribute.name),
        value: attribute.value,
      })),
    at,
  };
}

function readName(scan: Scan): string {
  NAME.lastIndex = scan.position;
  const name = NAME.exec(scan.xml)?.[0];
  if (name === undefined) refuse(scan, 'xmlMalformed', 'Expected a name.');
  if (name.length > XML_LIMITS.nameLength) refuse(scan, 'xmlMalformed', `A name is longer than ${XML_LIMITS.nameLength} characters.`);
  // Names become property keys further on: none may be one that every object already has.
  if (name.split(':').some((part) => part in Object.prototype)) refuse(scan, 'xmlReservedName', `Name '${name}' is reserved.`);
  scan.position += name.length;
  return name;
}

function skipBlank(scan: Scan): void {
  BLANK.lastIndex = scan.position;
  scan.position += BLANK.exec(scan.xml)?.[0].length ?? 0;
}

function refuse(scan: Scan, code: string, message: string): never {
  refuseAt(scan.xml, scan.position, code, message);
}
