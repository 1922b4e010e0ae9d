/** What becomes of each extension element of Camunda 8 (Zeebe). Its expressions are FEEL and pass. */
import type { BpmnElement } from '../bpmn-element.ts';
import { isType } from '../bpmn-element.ts';
import { dueDateFeel } from './camunda-7-attributes.ts';
import type { ElementRule } from './camunda-7-elements.ts';
import { isFeelName } from './feel-text.ts';
import { attributesOf, foreignChildren, summaryOf } from './foreign-element.ts';
import { leaveMessage } from './implementation.ts';
import { addIo, assign, leave, noteMapped, put, read } from './mapping.ts';
import type { Reading, Site } from './mapping.ts';
import type { MappingNote, UnmappedReason } from './mapping-note.ts';

type AttributeRule = (site: Site) => void;

export const CAMUNDA_8_ELEMENTS: Readonly<Record<string, ElementRule>> = {
  taskDefinition: taskDefinition,
  assignmentDefinition: attributes({
    assignee: to('tk:assignee', 'text'),
    candidateGroups: to('tk:candidateRoles', 'list'),
    candidateUsers: to('tk:candidatePersons', 'list'),
  }),
  taskSchedule: attributes({ dueDate, followUpDate: drop('noFollowUpDate', 'warning') }),
  priorityDefinition: attributes({ priority: to('tk:priority', 'feel') }),
  formDefinition: attributes({
    formId: form,
    formKey: (site) => form({ ...site, value: site.value.replace(/^camunda-forms:bpmn:/, '') }),
    externalReference: form,
    bindingType: drop('pinnedVersion'),
    versionTag: drop('pinnedVersion', 'warning'),
  }),
  userTask: whole('notNeeded', 'info'),
  userTaskForm: whole('noEquivalent', 'warning'),
  ioMapping,
  calledElement,
  calledDecision: attributes({
    decisionId: to('tk:decision', 'literal'),
    resultVariable: to('tk:resultVariable', 'literal'),
    bindingType: bindingTo('tk:decisionBinding'),
    versionTag: drop('noEquivalent', 'error'),
  }),
  subscription: attributes({ correlationKey: to('tk:correlationKey', 'feel') }),
  loopCharacteristics: attributes({
    inputCollection: to('tk:collection', 'feel'),
    inputElement: to('tk:elementVariable', 'literal'),
    outputCollection: to('tk:outputCollection', 'literal'),
    outputElement: to('tk:outputElement', 'feel'),
  }),
  script: attributes({ expression: script, resultVariable: to('tk:resultVariable', 'literal') }),
  taskHeaders: whole('noHeaders', 'warning'),
  executionListeners: whole('listener', 'error'),
  taskListeners: whole('listener', 'error'),
  versionTag: whole('documentation', 'info'),
  properties: whole('documentation', 'info'),
  conditionalFilter: whole('evaluatedOnAnyChange', 'warning'),
  jobPriorityDefinition: whole('notNeeded', 'info'),
  linkedResources: whole('noEquivalent', 'warning'),
  adHoc: whole('noEquivalent', 'error'),
  agentDefinition: whole('noEquivalent', 'error'),
};

/** Attributes that Zeebe puts on BPMN elements themselves. */
export const CAMUNDA_8_ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  retryCounter: drop('notNeeded'),
  modelerTemplate: drop('documentation'),
  modelerTemplateVersion: drop('documentation'),
  modelerTemplateIcon: drop('documentation'),
};

function to(target: string, reading: Reading): AttributeRule {
  return (site) => put(site, target, reading);
}

function drop(reason: UnmappedReason, severity: MappingNote['severity'] = 'info'): AttributeRule {
  return (site) => leave(site, reason, severity);
}

function whole(reason: UnmappedReason, severity: MappingNote['severity']): ElementRule {
  return (site) => leave(site, reason, severity);
}

function attributes(rules: Readonly<Record<string, AttributeRule>>): ElementRule {
  return (site, found) => {
    const given = Object.entries(attributesOf(found));
    for (const [name, value] of given) {
      const each: Site = { ...site, source: `${site.source}/@${name}`, value };
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule) rule(each);
      else if (name.startsWith('modeler')) leave(each, 'documentation', 'info');
      else if (name !== 'id') leave(each, 'unknown', 'error');
    }
    for (const child of foreignChildren(found))
      leave({ ...site, source: `${site.source}/${child.$type}`, value: summaryOf(child) }, 'unknown', 'error');
    if (given.length === 0) leave(site, 'notNeeded', 'info');
  };
}

function taskDefinition(site: Site, found: BpmnElement): void {
  if (isType(site.element, 'bpmn:Event')) return leaveMessage(site, eventDefinitionOf(site.element));
  if (!isType(site.element, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'))
    return leave(site, 'noEquivalent', 'error');
  attributes({ type: to('tk:topic', 'literal'), retries })(site, found);
}

function eventDefinitionOf(event: BpmnElement): BpmnElement {
  const [definition] = (event.get('eventDefinitions') as BpmnElement[] | undefined) ?? [];
  return definition ?? event;
}

function retries(site: Site): void {
  if (!/^\d{1,4}$/.test(site.value.trim())) return leave(site, 'notLiteral', 'error');
  assign(site, 'tk:retries', Number(site.value), 'mapped');
}

function form(site: Site): void {
  put(site, 'tk:form', 'literal');
}

function dueDate(site: Site): void {
  if (site.value.trim().startsWith('=')) return put(site, 'tk:due', 'feel');
  const feel = dueDateFeel(site.value.trim());
  if (feel === undefined) return leave(site, 'invalidValue', 'error');
  assign(site, 'tk:due', feel, 'translated');
}

function ioMapping(site: Site, found: BpmnElement): void {
  for (const entry of foreignChildren(found)) {
    const local = entry.$type.slice('zeebe:'.length);
    const { source = '', target = '' } = attributesOf(entry);
    const each: Site = { ...site, source: `${site.source}/${local}`, value: `${source} -> ${target}` };
    if (local !== 'input' && local !== 'output') leave(each, 'unknown', 'error');
    else ioEntry(each, local === 'input' ? 'inputs' : 'outputs', source, target);
  }
  if (foreignChildren(found).length === 0) leave(site, 'notNeeded', 'info');
}

function ioEntry(site: Site, direction: 'inputs' | 'outputs', source: string, target: string): void {
  if (!isFeelName(target)) return leave(site, 'nestedTarget', 'error');
  const feel = read({ ...site, value: source }, 'string');
  if (feel === undefined) return;
  addIo(site.element, direction, { source: feel, target });
  noteMapped(site, `tk:ioMapping/${direction}`, feel, 'mapped');
}

const PROPAGATION = ['tk:propagateAll', 'tk:propagateAllIn', 'tk:propagateAllOut'];

function calledElement(site: Site, found: BpmnElement): void {
  const given = attributesOf(found);
  attributes({
    processId: (each) => called(each, each.value),
    processIdExpression: (each) => called(each, `=${each.value.replace(/^=/, '')}`),
    bindingType: bindingTo('tk:binding'),
    versionTag: drop('noEquivalent', 'error'),
    businessId: drop('sameCase', 'warning'),
    propagateAllChildVariables: drop('notNeeded'),
    propagateAllParentVariables: drop('notNeeded'),
  })(site, found);
  if (PROPAGATION.every((name) => site.element.get(name) === undefined))
    propagate({ ...site, source: `${site.source}/@propagateAll…`, value: summaryOf(found) }, given);
}

/** Zeebe copies in and out by default, each for itself: in beside what is mapped, back where nothing is mapped. */
function propagate(site: Site, given: Readonly<Record<string, string>>): void {
  const into = given['propagateAllParentVariables'] !== 'false';
  const back = given['propagateAllChildVariables'] !== 'false';
  site.element.set('tk:propagateAll', back);
  site.element.set('tk:propagateAllIn', into);
  noteMapped(site, 'tk:propagateAll, tk:propagateAllIn', `${back}, ${into}`, 'mapped');
}

function called(site: Site, value: string): void {
  const result = read({ ...site, value }, 'text');
  if (result !== undefined) assign(site, 'calledElement', result, 'mapped');
}

function bindingTo(target: string): AttributeRule {
  return (site) => (['latest', 'deployment'].includes(site.value) ? put(site, target, 'literal') : leave(site, 'noEquivalent', 'error'));
}

function script(site: Site): void {
  const result = read(site, 'feel');
  if (result === undefined) return;
  site.element.set('script', result);
  site.element.set('scriptFormat', 'feel');
  noteMapped(site, 'script', result, 'mapped');
}
