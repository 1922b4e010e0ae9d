/**
 * Who performs a user task, as BPMN itself says it (10.3.4): humanPerformer and potentialOwner with an expression. Texts follow
 * the convention of Activiti and its successors: `user(an)`, `group(judges)`, a bare name of a potential owner is a group.
 */
import type { BpmnElement } from '../bpmn-element.ts';
import { childOf, childrenOf, isType } from '../bpmn-element.ts';
import { textOf } from '../moddle-element.ts';
import { assign, isSet, leave, put } from './mapping.ts';
import type { Mapping, Site } from './mapping.ts';

const LISTS = ['tk:candidateRoles', 'tk:candidatePersons'];
const TARGETS = ['tk:assignee', ...LISTS];

/** What is not understood stays in `resources`, which refuses the deployment. */
export function mapResourceRoles(mapping: Mapping, element: BpmnElement): void {
  if (!isType(element, 'bpmn:UserTask')) return;
  const roles = childrenOf(element, 'resources');
  const free = TARGETS.filter((target) => !isSet(element, target));
  const said = new Map<string, string[]>(free.map((target) => [target, []]));
  const kept = roles.filter((role) => {
    const understood = mapRole(mapping, element, role);
    for (const target of free) take(element, target, said.get(target) ?? []);
    return !understood;
  });
  const clash = free.filter((target) => !unite(element, target, said.get(target) ?? []));
  const left = clash.length > 0 ? roles : kept;
  if (left.length < roles.length) element.set('resources', left);
}

/** Each role writes as if it were alone. */
function take(element: BpmnElement, target: string, said: string[]): void {
  const value = textOf(element, target);
  if (value === undefined) return;
  said.push(value);
  element.set(target, undefined);
}

/** All potential owners may do the task (10.3.4.1); of several performers, and of lists that are computed, there is no union. */
function unite(element: BpmnElement, target: string, said: readonly string[]): boolean {
  const different = [...new Set(said)];
  if (different.length === 0) return true;
  element.set(target, different.join(','));
  return different.length === 1 || (LISTS.includes(target) && !different.some((value) => value.startsWith('=')));
}

function mapRole(mapping: Mapping, element: BpmnElement, role: BpmnElement): boolean {
  const assignment = childOf(role, 'resourceAssignmentExpression');
  const expression = assignment && childOf(assignment, 'expression');
  const value = expression && textOf(expression, 'body');
  if (value === undefined) return mapResource(mapping, element, role);
  // The schema lets a role have one of the two (10.3.2); which of them counts, nobody could tell.
  if (childOf(role, 'resourceRef') || childrenOf(role, 'resourceParameterBindings').length > 0) return false;
  const site: Site = { mapping, element, source: role.$type, value, feel: true };
  if (!isType(role, 'bpmn:PotentialOwner')) put(site, 'tk:assignee', 'text');
  else if (value.startsWith('=')) put(site, 'tk:candidateRoles', 'list');
  else mapOwners(site);
  return true;
}

/** A resource of the file (8.4.12) is a role by its name; what narrows it down by parameters cannot be said. */
function mapResource(mapping: Mapping, element: BpmnElement, role: BpmnElement): boolean {
  const resource = childOf(role, 'resourceRef');
  const name = resource && textOf(resource, 'name');
  if (name === undefined || childrenOf(role, 'resourceParameterBindings').length > 0) return false;
  const site: Site = { mapping, element, source: role.$type, value: name };
  if (isSet(element, 'tk:candidateRoles')) leave(site, 'alreadySet', 'warning');
  else assign(site, 'tk:candidateRoles', name, 'nameBecomesRole');
  return true;
}

function mapOwners(site: Site): void {
  const roles: string[] = [];
  const persons: string[] = [];
  for (const entry of site.value.split(/,(?![^{(]*[})])/)) {
    const [, kind, inner] = /^(user|group)\((.*)\)$/.exec(entry.trim()) ?? [];
    (kind === 'user' ? persons : roles).push((inner ?? entry).trim());
  }
  if (roles.length > 0) put({ ...site, value: roles.join(',') }, 'tk:candidateRoles', 'list');
  if (persons.length > 0) put({ ...site, value: persons.join(',') }, 'tk:candidatePersons', 'list');
}
