/** What a user reads of a problem of deployment, in Vietnamese or English. Unknown codes fall back to the developer's message. */
import type { Problem } from '../../../errors.ts';
import en from './en.json' with { type: 'json' };
import vi from './vi.json' with { type: 'json' };

export type Language = 'vi' | 'en';

export interface ProblemText {
  readonly message: string;
  /** what to do about it */
  readonly remedy?: string;
}

export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, ProblemText>>>> = { vi, en };

/** Fills `{name}` from the problem's details; `{element}` is its path where the details do not name it. */
export function problemText(problem: Problem, language: Language): ProblemText {
  const catalogue = CATALOGUES[language];
  const text = Object.hasOwn(catalogue, problem.code) ? catalogue[problem.code] : undefined;
  if (!text) return { message: problem.message, ...(problem.remedy !== undefined && { remedy: problem.remedy }) };
  const values = new Map<string, unknown>(Object.entries({ element: problem.path ?? '', ...problem.details }));
  const filled = (template: string) => template.replaceAll(/\{(\w+)\}/g, (_match, name: string) => asText(values.get(name)));
  return { message: filled(text.message), ...(text.remedy !== undefined && { remedy: filled(text.remedy) }) };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
