/** What becomes of each attribute of Camunda 7 and its forks, by name. The element it stands on follows from the name. */
import { becomeJob, leaveMessage } from './implementation.ts';
import { OWN_VARIABLES } from '../own-variables.ts';
import { feelString, isFeelName } from './feel-text.ts';
import { hasJuel } from './juel-to-feel.ts';
import { assign, leave, noteMapped, put } from './mapping.ts';
import type { Reading, Site } from './mapping.ts';
import type { MappingNote, UnmappedReason } from './mapping-note.ts';

export type Rule = (site: Site) => void;

function to(target: string, reading: Reading): Rule {
  return (site) => put(site, target, reading);
}

function drop(reason: UnmappedReason, severity: MappingNote['severity'] = 'info'): Rule {
  return (site) => leave(site, reason, severity);
}

const refuse = drop('noEquivalent', 'error');

export const CAMUNDA_7_ATTRIBUTES: Readonly<Record<string, Rule>> = {
  assignee: to('tk:assignee', 'text'),
  candidateGroups: to('tk:candidateRoles', 'list'),
  candidateUsers: to('tk:candidatePersons', 'list'),
  priority: to('tk:priority', 'feel'),
  formKey: onUserTask(to('tk:form', 'literal')),
  formRef: onUserTask(to('tk:form', 'literal')),
  formRefBinding: drop('pinnedVersion'),
  formRefVersion: drop('pinnedVersion', 'warning'),
  formHandlerClass: refuse,
  dueDate,
  followUpDate: drop('noFollowUpDate', 'warning'),
  type: implementationType,
  topic,
  class: becomeJob,
  expression: becomeJob,
  delegateExpression: becomeJob,
  resultVariable: (site) =>
    put(site, 'tk:resultVariable', 'literal', site.element.$type === 'bpmn:BusinessRuleTask' ? 'naturalResult' : 'mapped'),
  resultVariableName: to('tk:resultVariable', 'literal'),
  decisionRef: to('tk:decision', 'literal'),
  decisionRefBinding: binding('tk:decisionBinding'),
  decisionRefVersion: version('tk:decisionVersion'),
  decisionRefTenantId: refuse,
  mapDecisionResult,
  calledElementBinding: binding('tk:binding'),
  calledElementVersion: version('tk:version'),
  calledElementVersionTag: refuse,
  calledElementTenantId: refuse,
  caseRef: refuse,
  caseBinding: refuse,
  caseVersion: refuse,
  caseTenantId: refuse,
  variableMappingClass: refuse,
  variableMappingDelegateExpression: refuse,
  collection,
  elementVariable: to('tk:elementVariable', 'literal'),
  candidateStarterGroups: to('tk:candidateStarterRoles', 'list'),
  candidateStarterUsers: drop('restrictsStarters', 'error'),
  isStartableInTasklist: drop('notNeeded', 'warning'),
  initiator,
  async: drop('alwaysDurable'),
  asyncBefore: drop('alwaysDurable'),
  asyncAfter: drop('alwaysDurable'),
  exclusive: drop('alwaysDurable'),
  jobPriority: drop('notNeeded'),
  taskPriority: drop('notNeeded'),
  errorCodeVariable: refuse,
  errorMessageVariable: refuse,
  escalationCodeVariable: refuse,
  errorMessage: drop('documentation'),
  variableName: drop('evaluatedOnAnyChange'),
  variableEvents: drop('evaluatedOnAnyChange', 'warning'),
  resource: refuse,
  versionTag: drop('documentation'),
  historyTimeToLive: drop('notNeeded'),
  diagramRelationId: drop('documentation'),
  modelerTemplate: drop('documentation'),
  modelerTemplateVersion: drop('documentation'),
  category: drop('documentation'),
};

function onUserTask(rule: Rule): Rule {
  return (site) => (site.element.$type === 'bpmn:UserTask' ? rule(site) : leave(site, 'noStartForm', 'warning'));
}

/** Camunda looks at it where a process starts, and nowhere else. */
function initiator(site: Site): void {
  if (site.element.$parent?.$type !== 'bpmn:Process') return leave(site, 'notNeeded', 'info');
  if (!isFeelName(site.value.trim()) || OWN_VARIABLES.includes(site.value.trim())) return leave(site, 'invalidValue', 'error');
  put(site, 'tk:initiator', 'literal');
}

/** ISO 8601 in Camunda; tk:due is FEEL. Flowable also allows a duration from the creation of the task. */
function dueDate(site: Site): void {
  const value = site.value.trim();
  if (hasJuel(value)) return put(site, 'tk:due', 'feel');
  const feel = dueDateFeel(value);
  if (feel === undefined) return leave(site, 'invalidValue', 'error');
  assign(site, 'tk:due', feel, 'translated');
}

/** A literal date, date and time, or duration as FEEL; undefined when it is none of them. */
export function dueDateFeel(value: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return `date(${feelString(value)})`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.test(value)) {
    const seconds = /T\d{2}:\d{2}(?!:)/.test(value) ? value.replace(/(T\d{2}:\d{2})/, '$1:00') : value;
    return `date and time(${feelString(seconds)})`;
  }
  if (/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.test(value)) return `now() + duration(${feelString(value)})`;
  return undefined;
}

function implementationType(site: Site): void {
  if (site.element.$type === 'bpmn:MessageEventDefinition') return leaveMessage(site);
  if (['external', 'external-worker'].includes(site.value)) return noteMapped(site, 'tk:topic', site.value, 'becomesJob');
  leave(site, 'noEquivalent', 'error');
}

function topic(site: Site): void {
  if (site.element.$type === 'bpmn:MessageEventDefinition') return leaveMessage(site);
  put(site, 'tk:topic', 'literal');
}

function binding(target: string): Rule {
  return (site) =>
    ['latest', 'deployment', 'version'].includes(site.value) ? put(site, target, 'literal') : leave(site, 'noEquivalent', 'error');
}

function version(target: string): Rule {
  return (site) => {
    if (!/^\d{1,9}$/.test(site.value)) return leave(site, hasJuel(site.value) ? 'notLiteral' : 'invalidValue', 'error');
    assign(site, target, Number(site.value), 'mapped');
  };
}

/** A decision gives one value, one context or a list, as its table says; only `resultList` has another shape. */
function mapDecisionResult(site: Site): void {
  if (site.value === 'resultList') return leave(site, 'resultShape', 'error');
  noteMapped(site, 'tk:resultVariable', site.value, 'naturalResult');
}

/** Camunda names the variable; an expression gives the list itself. */
function collection(site: Site): void {
  if (hasJuel(site.value)) return put(site, 'tk:collection', 'feel');
  if (!isFeelName(site.value.trim())) return leave(site, 'invalidValue', 'error');
  put(site, 'tk:collection', 'feel');
}
