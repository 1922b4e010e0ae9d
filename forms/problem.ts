import type { Problem } from '../errors.ts';
import type { Bilingual } from '../law/calendar.ts';
import catalogue from './messages.json' with { type: 'json' };

export type ProblemCode = keyof typeof catalogue;

/** `details.text`, where a form brings its own message, takes the place of the catalogue's. */
export function problem(code: ProblemCode, path: string, details: Readonly<Record<string, unknown>> = {}): Problem {
  const found: Problem = { code, path, message: '', details };
  return { ...found, message: problemText(found).en };
}

/** What to tell the person, Vietnamese and English. Unknown codes give the developer's message: better than nothing. */
export function problemText({ code, message, details = {} }: Problem): Bilingual {
  const own = details['text'] as Bilingual | undefined;
  if (own) return own;
  const template = Object.hasOwn(catalogue, code) ? catalogue[code as ProblemCode] : { vi: message, en: message };
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(details, name) ? String(details[name]) : whole));
  return { vi: fill(template.vi), en: fill(template.en) };
}
