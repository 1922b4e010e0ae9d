/** What is wrong with a DMN file, by code: texts are in messages/, in English and Vietnamese, with the same codes and details. */
import type { Problem } from '../../errors.ts';
import en from './messages/en.json' with { type: 'json' };

export type DmnProblemCode = keyof typeof en;
export type Report = (code: DmnProblemCode, element: string | undefined, details?: Details) => void;
export type Details = Readonly<Record<string, string | number>>;

/** `element`: id of the element at fault; the details fill the placeholders of the text, `{element}` among them. */
export function dmnProblem(code: DmnProblemCode, element: string | undefined, details: Details = {}): Problem {
  const all = element === undefined ? details : { element, ...details };
  const { message, remedy } = en[code];
  return { code, path: element, message: filled(message, all), remedy: filled(remedy, all), details: all };
}

function filled(template: string, details: Details): string {
  const values = new Map(Object.entries(details));
  return template.replaceAll(/\{(\w+)\}/g, (_match, name: string) => String(values.get(name) ?? ''));
}
