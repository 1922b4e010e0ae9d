/** Expressions that stand in BPMN elements themselves: conditions, timers, cardinalities, scripts, called elements. */
import type { BpmnElement } from '../bpmn-element.ts';
import { isType } from '../bpmn-element.ts';
import { hasJuel } from './juel-to-feel.ts';
import { leave, noteMapped, read } from './mapping.ts';
import type { Mapping, Site } from './mapping.ts';

/** Texts of BPMN that the standard makes names, where Camunda 7 also allows expressions. */
const NAMES: readonly (readonly [type: string, property: string])[] = [
  ['bpmn:Message', 'name'],
  ['bpmn:Signal', 'name'],
  ['bpmn:Error', 'errorCode'],
  ['bpmn:Escalation', 'escalationCode'],
];

export function mapExpressions(mapping: Mapping, element: BpmnElement): void {
  if (isType(element, 'bpmn:Expression')) translateBody(mapping, element);
  if (isType(element, 'bpmn:ScriptTask')) translateScript(mapping, element);
  if (isType(element, 'bpmn:CallActivity')) translateProperty(mapping, element, 'calledElement');
  for (const [type, property] of NAMES) {
    if (!isType(element, type)) continue;
    const value = element.get(property);
    if (isJuel(value)) leave({ mapping, element, source: property, value }, 'notLiteral', 'error');
  }
}

function translateBody(mapping: Mapping, element: BpmnElement): void {
  const language = element.get('language');
  if (!translateProperty(mapping, element, 'body')) return;
  // The language that was named is no longer the one that is written.
  if (typeof language === 'string' && /juel|xpath/i.test(language)) element.set('language', undefined);
}

function translateScript(mapping: Mapping, element: BpmnElement): void {
  const format = element.get('scriptFormat');
  if (typeof format !== 'string' || format.toLowerCase() !== 'juel') return;
  if (translateProperty(mapping, element, 'script')) element.set('scriptFormat', 'feel');
}

function translateProperty(mapping: Mapping, element: BpmnElement, property: string): boolean {
  const value = element.get(property);
  if (!isJuel(value)) return false;
  const site: Site = { mapping, element, source: placeOf(element, property), value };
  const result = read(site, 'text');
  if (result === undefined) return false;
  element.set(property, result);
  noteMapped(site, site.source, result, 'translated');
  return true;
}

/** `conditionExpression` rather than the `body` of it. */
function placeOf(element: BpmnElement, property: string): string {
  const parent = element.$parent;
  if (property !== 'body' || !parent) return property;
  const place = parent.$descriptor.properties.find(({ name, isVirtual }) => !isVirtual && parent.get(name) === element);
  return place ? place.name.slice(place.name.indexOf(':') + 1) : property;
}

/** FEEL, which may hold `${` in a text, begins with '='. */
function isJuel(value: unknown): value is string {
  return typeof value === 'string' && hasJuel(value) && !value.trimStart().startsWith('=');
}
