/** Carries the notes while a file is mapped, and writes what was found into the tree. */
import type { BpmnElement } from '../bpmn-element.ts';
import { childOf, childrenOf } from '../bpmn-element.ts';
import { nearestId } from '../lint/finding.ts';
import { feelString } from './feel-text.ts';
import { hasJuel, juelToFeel } from './juel-to-feel.ts';
import { JuelError } from './juel-tokens.ts';
import type { MappedReason, MappingNote, UnmappedReason } from './mapping-note.ts';

export interface Mapping {
  readonly mapped: MappingNote[];
  readonly unmapped: MappingNote[];
}

/** Mapped, but not exactly the same. */
const NEEDS_A_LOOK: readonly MappedReason[] = ['approximated', 'nameBecomesRole'];

/** One attribute or element of a vendor, in the place where it stands. */
export interface Site {
  readonly mapping: Mapping;
  /** the BPMN element it configures */
  readonly element: BpmnElement;
  readonly source: string;
  readonly value: string;
  /** a leading '=' begins FEEL: so in Camunda 8 and in our own texts, not in Camunda 7 */
  readonly feel?: boolean;
}

/**
 * How text becomes ours: `text` and `list` (separated by commas) keep literal text, with '=' before FEEL; `feel` is always an expression, where literal
 * text is read as FEEL (a number, a variable); `string` is always an expression, where literal text is a string; `literal` cannot
 * be an expression.
 */
export type Reading = 'text' | 'list' | 'feel' | 'string' | 'literal';

/** Reads the value and writes it into an attribute of ours. */
export function put(site: Site, target: string, reading: Reading, reason: MappedReason = 'mapped'): void {
  const result = read(site, reading);
  if (result !== undefined) assign(site, target, result, hasJuel(site.value) && reason === 'mapped' ? 'translated' : reason);
}

/** Writes an attribute, if the element can have it; what the author has set there already wins. */
export function assign(site: Site, target: string, result: string | number | boolean, reason: MappedReason): void {
  if (site.element.$descriptor.propertiesByName[target] === undefined) return leave(site, 'noEquivalent', 'error');
  if (isSet(site.element, target)) return leave(site, 'alreadySet', 'info');
  site.element.set(target, result);
  noteMapped(site, target, String(result), reason);
}

/** The value as our expression or text; undefined (and a note) when it cannot be said. */
export function read(site: Site, reading: Reading): string | undefined {
  const value = site.value.trim();
  const zeebe = site.feel ?? site.source.startsWith('zeebe:');
  try {
    if (reading === 'literal') {
      if (hasJuel(value) || (zeebe && value.startsWith('='))) {
        leave(site, 'notLiteral', 'error');
        return undefined;
      }
      return value;
    }
    const feel = feelOf(value, zeebe, reading);
    if (reading === 'text' || reading === 'list') return feel === undefined ? value : `=${feel}`;
    return feel ?? (reading === 'string' ? feelString(value) : value);
  } catch (error) {
    if (!(error instanceof JuelError)) throw error;
    leave(site, error.reason as UnmappedReason, 'error');
    return undefined;
  }
}

/** Undefined: literal text. A leading '=' is FEEL in Camunda 8 only; elsewhere it is a character like any other. */
function feelOf(value: string, zeebe: boolean, reading: Reading): string | undefined {
  if (zeebe && value.startsWith('=')) return value.slice(1).trim();
  if (!hasJuel(value)) return value.startsWith('=') && reading !== 'feel' ? feelString(value) : undefined;
  const entries = value.split(/,(?![^{]*\})/);
  return reading === 'list' && entries.length > 1 ? `flatten([${entries.map(juelEntry).join(', ')}])` : juelToFeel(value);
}

function juelEntry(entry: string): string {
  return hasJuel(entry) ? juelToFeel(entry) : feelString(entry.trim());
}

export function isSet(element: BpmnElement, property: string): boolean {
  const value = element.get(property);
  return value !== undefined && value !== null && value !== '' && element.$descriptor.propertiesByName[property]?.default !== value;
}

export function noteMapped(site: Site, target: string, result: string, reason: MappedReason): void {
  const severity = NEEDS_A_LOOK.includes(reason) ? 'warning' : 'info';
  site.mapping.mapped.push({ ...noteOf(site), target, result, reason, severity });
}

export function leave(site: Site, reason: UnmappedReason, severity: MappingNote['severity']): void {
  site.mapping.unmapped.push({ ...noteOf(site), reason, severity });
}

function noteOf({ element, source, value }: Site) {
  return { element: nearestId(element), source, value: value.slice(0, 500) };
}

export interface IoEntry {
  readonly source: string;
  readonly target: string;
}

/** Appends to the element's tk:ioMapping, which is made where there is none. */
export function addIo(element: BpmnElement, direction: 'inputs' | 'outputs', entry: IoEntry): void {
  const holder = extensionHolder(element);
  let io = childrenOf(holder, 'values').find(({ $type }) => $type === 'tk:IoMapping');
  if (!io) {
    io = element.$model.create('tk:IoMapping', {});
    adopt(holder, 'values', io);
  }
  adopt(io, direction, element.$model.create(direction === 'inputs' ? 'tk:Input' : 'tk:Output', { ...entry }));
}

function extensionHolder(element: BpmnElement): BpmnElement {
  const existing = childOf(element, 'extensionElements');
  if (existing) return existing;
  const holder = element.$model.create('bpmn:ExtensionElements', { values: [] });
  (holder as { $parent: BpmnElement }).$parent = element;
  element.set('extensionElements', holder);
  return holder;
}

function adopt(parent: BpmnElement, list: string, child: BpmnElement): void {
  (child as { $parent: BpmnElement }).$parent = parent;
  (parent.get(list) as BpmnElement[]).push(child);
}
