/** What is wrong with a template, or with the values that it is filled with: texts in both languages are in messages.json. */
import { Rejection, type Problem } from '../errors.ts';
import catalogue from './messages.json' with { type: 'json' };

export type ProblemCode = keyof typeof catalogue;
type Details = Readonly<Record<string, string>>;
interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** It brings its own texts, as the faults of a deployment do. */
export type TemplateProblem = Problem & { readonly text: Bilingual; readonly remedyText: Bilingual };

/** `place`: JSON pointer in the template. */
export function templateProblem(code: ProblemCode, template: string, place: string, details: Details = {}): TemplateProblem {
  const { text, remedy, all } = texts(code, template, place, details);
  return { code, path: place, message: text.en, remedy: remedy.en, details: all, text, remedyText: remedy };
}

/** A document that cannot be made of these values: nothing was made. */
export function refusal(code: ProblemCode, template: string, place: string, details: Details = {}, cause?: unknown): Rejection {
  const { text, all } = texts(code, template, place, details);
  return new Rejection('validation', `documents.${code}`, text.en, { details: { ...all, reason: text }, cause });
}

function texts(code: ProblemCode, template: string, place: string, details: Details) {
  const all = { template, place: place === '' ? '/' : place, ...details };
  const { vi, en, remedy } = catalogue[code];
  return { all, text: { vi: fill(vi, all), en: fill(en, all) }, remedy: { vi: fill(remedy.vi, all), en: fill(remedy.en, all) } };
}

function fill(text: string, details: Details): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(details, name) ? (details[name] ?? '') : whole));
}
