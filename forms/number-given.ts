/**
 * A form for a step that gives its document the number: what the register of numbers gives is neither asked for nor required. One and the same
 * schema goes to the page and checks what comes back.
 */
import type { Json } from '../expressions/json.ts';
import { fieldsOf } from './fields-of.ts';
import { isJsonObject, isStructure, type Form } from './form.ts';
import { problem } from './problem.ts';
import texts from './number-given.json' with { type: 'json' };

/** The schema (form-js) with a line of text in place of each field of number or day. */
export function numberGiven(schema: Json): Json {
  if (!isJsonObject(schema)) return schema;
  const { components } = schema;
  return Array.isArray(components) ? { ...schema, components: components.map(shown) } : schema;
}

function shown(component: Json): Json {
  if (!isJsonObject(component) || component['type'] === 'dynamiclist') return component;
  const { properties, label } = component;
  if (!isJsonObject(properties) || properties['numbering'] === undefined) return numberGiven(component);
  const [vi, en] = [label, properties['labelEn'] ?? label].map((name) => (typeof name === 'string' ? `${name}: ` : ''));
  return { type: 'text', text: `${vi}${texts.given.vi}`, properties: { textEn: `${en}${texts.given.en}` } };
}

/** What was sent for fields that the register gives, one problem each. */
export function typedNumbers(form: Form, data: Json): ReturnType<typeof problem>[] {
  return fieldsOf(form).flatMap(({ path, field: { numbering, label, labelEn = label } }) => {
    const keys = path.split('.');
    if (numbering === undefined || !isSent(data, keys)) return [];
    return [problem('form.numberGiven', `/${keys.join('/')}`, { label, labelEn })];
  });
}

function isSent(data: Json | undefined, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return data !== undefined;
  return isStructure(data) && Object.hasOwn(data, key) && isSent(data[key], rest);
}
