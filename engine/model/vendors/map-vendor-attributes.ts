/**
 * Diagrams of Camunda 7 (Flowable, Operaton, Activiti) and Camunda 8 modelers, rewritten in place to our extension. Nothing is
 * silently dropped: each attribute and element of another vendor ends in `mapped` or in `unmapped`, and what would make a case run
 * differently is a problem that refuses the deployment. Drawing (BPMN DI) is not looked at.
 */
import type { BpmnElement } from '../bpmn-element.ts';
import { childOf, childrenOf, isType, walk } from '../bpmn-element.ts';
import type { Finding } from '../lint/finding.ts';
import { textOf } from '../moddle-element.ts';
import { CAMUNDA_7_ATTRIBUTES } from './camunda-7-attributes.ts';
import { CAMUNDA_7_ELEMENTS } from './camunda-7-elements.ts';
import { CAMUNDA_8_ATTRIBUTES, CAMUNDA_8_ELEMENTS } from './camunda-8-elements.ts';
import { mapExpressions } from './expressions.ts';
import { bodyOf, summaryOf } from './foreign-element.ts';
import { leave, noteMapped } from './mapping.ts';
import type { Mapping, Site } from './mapping.ts';
import type { MappingNote } from './mapping-note.ts';
import { noteProblem } from './note-problem.ts';
import { mapOperation } from './operations.ts';
import { mapResourceRoles } from './resource-roles.ts';

export interface VendorReport {
  readonly mapped: readonly MappingNote[];
  readonly unmapped: readonly MappingNote[];
  /** the notes that an author must see: errors refuse the deployment */
  readonly problems: readonly Finding[];
}

export function mapVendorAttributes(definitions: BpmnElement): VendorReport {
  const mapping: Mapping = { mapped: [], unmapped: [] };
  const elements = [...walk(definitions)].filter((element) => !element.$descriptor.isGeneric && !isDrawing(element));
  for (const element of elements) {
    mapAttributes(mapping, element);
    mapElements(mapping, element);
    mapResourceRoles(mapping, element);
    mapOperation(mapping, element);
  }
  for (const element of elements) mapExpressions(mapping, element);
  mapDefaults(mapping, elements);
  return { ...mapping, problems: [...mapping.mapped, ...mapping.unmapped].flatMap(noteProblem) };
}

function isDrawing({ $type }: BpmnElement): boolean {
  return /^(bpmndi|dc|di):/.test($type);
}

function mapAttributes(mapping: Mapping, element: BpmnElement): void {
  for (const [source, value] of Object.entries(element.$attrs)) {
    if (/^:?xmlns(:|$)/.test(source) || source.startsWith('xsi:')) continue;
    const [prefix = '', name = ''] = source.split(':');
    const rules = prefix === 'camunda' ? CAMUNDA_7_ATTRIBUTES : prefix === 'zeebe' ? CAMUNDA_8_ATTRIBUTES : undefined;
    const site: Site = { mapping, element, source, value };
    const rule = rules && Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule) rule(site);
    else leave(site, rules ? 'unknown' : 'otherVendor', rules ? 'error' : 'info');
    delete element.$attrs[source];
  }
}

function mapElements(mapping: Mapping, element: BpmnElement): void {
  const holder = childOf(element, 'extensionElements');
  if (!holder) return;
  const values = childrenOf(holder, 'values');
  const foreign = values.filter(({ $descriptor }) => $descriptor.isGeneric);
  for (const found of foreign) mapElement(mapping, element, found);
  if (foreign.length > 0) {
    const ours = childrenOf(holder, 'values').filter((value) => !foreign.includes(value));
    holder.set('values', ours);
  }
}

function mapElement(mapping: Mapping, element: BpmnElement, found: BpmnElement): void {
  const [prefix = '', name = ''] = found.$type.split(':');
  const rules = prefix === 'camunda' ? CAMUNDA_7_ELEMENTS : prefix === 'zeebe' ? CAMUNDA_8_ELEMENTS : undefined;
  const site: Site = {
    mapping,
    element,
    source: found.$type,
    value: prefix === 'camunda' && name === 'failedJobRetryTimeCycle' ? bodyOf(found) : summaryOf(found),
  };
  const rule = rules && Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule) rule(site, found);
  else leave(site, rules ? 'unknown' : 'otherVendor', rules ? 'error' : 'info');
}

/** In Camunda 7 a call activity without mappings passes nothing; ours passes everything. */
function mapDefaults(mapping: Mapping, elements: readonly BpmnElement[]): void {
  if (!mapping.unmapped.some(({ source, value }) => source.endsWith(':executionPlatform') && value === 'Camunda Platform')) return;
  for (const element of elements) {
    if (!isType(element, 'bpmn:CallActivity')) continue;
    if (['tk:propagateAll', 'tk:propagateAllIn', 'tk:propagateAllOut'].some((name) => element.get(name) !== undefined)) continue;
    element.set('tk:propagateAll', false);
    noteMapped(
      { mapping, element, source: 'calledElement', value: textOf(element, 'calledElement') ?? '' },
      'tk:propagateAll',
      'false',
      'nothingIsPassed',
    );
  }
}
