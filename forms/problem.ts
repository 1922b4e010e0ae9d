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
  return { vi: fill(template.vi, details), en: fill(template.en, inEnglish(details)) };
}

/** What the person can do about it; undefined where the text says all. */
export function problemRemedy({ code, details = {} }: Problem): Bilingual | undefined {
  const message: Message | undefined = Object.hasOwn(catalogue, code) ? catalogue[code as ProblemCode] : undefined;
  if (!message?.remedy) return undefined;
  return { vi: fill(message.remedy.vi, details), en: fill(message.remedy.en, inEnglish(details)) };
}

type Message = Bilingual & { readonly remedy?: Bilingual };
type Details = Readonly<Record<string, unknown>>;

const inEnglish = (details: Details): Details =>
  typeof details['labelEn'] === 'string' ? { ...details, label: details['labelEn'] } : details;

function fill(text: string, details: Details): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(details, name) ? String(details[name]) : whole));
}
