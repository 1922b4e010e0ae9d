/** What becomes of each extension element of Camunda 7 and its forks. */
import type { BpmnElement } from '../bpmn-element.ts';
import { isType } from '../bpmn-element.ts';
import { feelString, isFeelName } from './feel-text.ts';
import { attributeOf, bodyOf, foreignChildren, summaryOf } from './foreign-element.ts';
import { hasJuel } from './juel-to-feel.ts';
import { addIo, isSet, leave, noteMapped, read } from './mapping.ts';
import type { Site } from './mapping.ts';
import type { MappingNote, UnmappedReason } from './mapping-note.ts';

export type ElementRule = (site: Site, found: BpmnElement) => void;

const NOTHING_BUT = (reason: UnmappedReason, severity: MappingNote['severity']): ElementRule => {
  return (site) => leave(site, reason, severity);
};

export const CAMUNDA_7_ELEMENTS: Readonly<Record<string, ElementRule>> = {
  inputOutput,
  in: callMapping,
  out: callMapping,
  field,
  failedJobRetryTimeCycle: retryCycle,
  formData: fields,
  formProperty: fields,
  properties: NOTHING_BUT('documentation', 'info'),
  property: NOTHING_BUT('documentation', 'info'),
  connector: NOTHING_BUT('noEquivalent', 'error'),
  executionListener: NOTHING_BUT('listener', 'error'),
  taskListener: NOTHING_BUT('listener', 'error'),
  eventListener: NOTHING_BUT('listener', 'error'),
  errorEventDefinition: NOTHING_BUT('noEquivalent', 'error'),
  potentialStarter: NOTHING_BUT('restrictsStarters', 'error'),
  script: NOTHING_BUT('noEquivalent', 'error'),
};

/** Fields of a generated form are form schemas here; a form of ours on the task replaces them. */
function fields(site: Site): void {
  if (site.element.$type !== 'bpmn:UserTask') return leave(site, 'noStartForm', 'warning');
  const replaced = isSet(site.element, 'tk:form');
  leave(site, replaced ? 'alreadySet' : 'noEquivalent', replaced ? 'info' : 'error');
}

function inputOutput(site: Site, found: BpmnElement): void {
  for (const parameter of foreignChildren(found)) {
    const local = parameter.$type.slice('camunda:'.length);
    const target = attributeOf(parameter, 'name') ?? '';
    const each: Site = { ...site, source: `${site.source}/${local}`, value: `${target}: ${summaryOf(parameter)}` };
    if (local !== 'inputParameter' && local !== 'outputParameter') leave(each, 'unknown', 'error');
    else ioParameter(each, local === 'inputParameter' ? 'inputs' : 'outputs', target, parameter);
  }
  if (foreignChildren(found).length === 0) leave(site, 'notNeeded', 'info');
}

function ioParameter(site: Site, direction: 'inputs' | 'outputs', target: string, parameter: BpmnElement): void {
  if (!isFeelName(target)) return leave(site, 'nestedTarget', 'error');
  const source = valueOf(site, parameter);
  if (source === undefined) return;
  addIo(site.element, direction, { source, target });
  noteMapped(site, `tk:ioMapping/${direction}`, source, hasJuel(site.value) ? 'translated' : 'mapped');
}

/** A text, a list or a map; scripts have no equal. Undefined (and a note) when it cannot be said. */
function valueOf(site: Site, holder: BpmnElement): string | undefined {
  const [definition, ...more] = foreignChildren(holder);
  if (!definition) return read({ ...site, value: bodyOf(holder) }, 'string');
  if (definition.$type === 'camunda:list' && more.length === 0) return listOf(site, definition);
  if (definition.$type === 'camunda:map' && more.length === 0) return mapOf(site, definition);
  leave(site, 'noEquivalent', 'error');
  return undefined;
}

function listOf(site: Site, list: BpmnElement): string | undefined {
  const items = foreignChildren(list).map((item) => {
    if (item.$type === 'camunda:value') return read({ ...site, value: bodyOf(item) }, 'string');
    leave(site, 'noEquivalent', 'error');
    return undefined;
  });
  return items.some((item) => item === undefined) ? undefined : `[${items.join(', ')}]`;
}

function mapOf(site: Site, map: BpmnElement): string | undefined {
  const entries = foreignChildren(map, 'camunda:entry').map((entry) => {
    const value = valueOf(site, entry);
    return value === undefined ? undefined : `${feelString(attributeOf(entry, 'key') ?? '')}: ${value}`;
  });
  return entries.some((entry) => entry === undefined) ? undefined : `{ ${entries.join(', ')} }`;
}

/** `<in>` and `<out>` of call activities; of signal events only `<in>`, which is the signal's payload. */
function callMapping(site: Site, found: BpmnElement): void {
  if (attributeOf(found, 'businessKey') !== undefined) return leave(site, 'sameCase', 'info');
  if (attributeOf(found, 'variables') === 'all')
    return isType(site.element, 'bpmn:CallActivity') ? copyAll(site, found.$type) : leave(site, 'noEquivalent', 'error');
  const target = attributeOf(found, 'target') ?? '';
  if (!isFeelName(target)) return leave(site, 'nestedTarget', 'error');
  const source = sourceOf(site, found);
  if (source === undefined) return;
  const direction = found.$type === 'camunda:in' ? 'inputs' : 'outputs';
  addIo(isType(site.element, 'bpmn:EventDefinition') ? (site.element.$parent ?? site.element) : site.element, direction, {
    source,
    target,
  });
  noteMapped(site, `tk:ioMapping/${direction}`, source, 'mapped');
}

function sourceOf(site: Site, found: BpmnElement): string | undefined {
  const expression = attributeOf(found, 'sourceExpression');
  if (expression !== undefined) return read({ ...site, value: expression }, 'string');
  const source = attributeOf(found, 'source') ?? '';
  if (isFeelName(source)) return source;
  leave(site, 'invalidValue', 'error');
  return undefined;
}

const PROPAGATION = { 'camunda:in': 'tk:propagateAllIn', 'camunda:out': 'tk:propagateAllOut' } as const;

/** Each direction for itself; the one that the file does not copy as a whole passes what is mapped, and nothing else. */
function copyAll({ element, ...site }: Site, type: string): void {
  const holder = element.get('extensionElements') as BpmnElement | undefined;
  const values = (holder?.get('values') as BpmnElement[] | undefined) ?? [];
  const bySelf = element.get('tk:propagateAll') === undefined;
  for (const [tag, target] of Object.entries(PROPAGATION)) {
    const all = values.some((value) => value.$type === tag && attributeOf(value, 'variables') === 'all');
    if (bySelf && element.get(target) === undefined) element.set(target, all);
  }
  const target = type === 'camunda:in' ? PROPAGATION['camunda:in'] : PROPAGATION['camunda:out'];
  if (element.get(target) === true) noteMapped({ ...site, element }, target, 'true', 'mapped');
  else leave({ ...site, element }, 'alreadySet', 'info');
}

/** A field that Camunda injects into the class is an input of the job. */
function field(site: Site, found: BpmnElement): void {
  const target = attributeOf(found, 'name') ?? '';
  if (!isFeelName(target) || !isType(site.element, 'bpmn:Task')) return leave(site, 'noEquivalent', 'error');
  const [child] = foreignChildren(found);
  const value = attributeOf(found, 'stringValue') ?? attributeOf(found, 'expression') ?? (child && bodyOf(child)) ?? '';
  const source = read({ ...site, value }, 'string');
  if (source === undefined) return;
  addIo(site.element, 'inputs', { source, target });
  noteMapped(site, 'tk:ioMapping/inputs', source, 'becomesInput');
}

/** `R3/PT10M`, or a list of waiting times; ours doubles the first one. */
function retryCycle(site: Site): void {
  if (!isType(site.element, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'))
    return leave(site, 'alwaysDurable', 'info');
  const cycle = /^R(\d{1,3})\/(P[\dTDHMS]+)$/.exec(site.value);
  const list = site.value.split(',').map((part) => part.trim());
  const isList = list.every((part) => /^P[\dTDHMS]+$/.test(part));
  if (!cycle && !isList) return leave(site, hasJuel(site.value) ? 'notLiteral' : 'invalidValue', 'error');
  // Camunda counts the first try of a list on top of its entries.
  const tries = cycle ? Number(cycle[1]) : list.length + 1;
  const first = cycle?.[2] ?? list[0] ?? '';
  site.element.set('tk:retries', tries);
  site.element.set('tk:backoff', first);
  noteMapped(site, 'tk:retries, tk:backoff', `${tries}, ${first}`, 'approximated');
}
