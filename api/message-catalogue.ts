/** The texts of refusals, in the user's language: by code, else by family, so that every refusal says something true. */
import type { Problem } from '../errors.ts';
import { problemRemedy, problemText } from '../forms/problem.ts';
import type { FailureKind } from './error-status.ts';
import type { Language } from './language.ts';
import en from './messages/en.json' with { type: 'json' };
import vi from './messages/vi.json' with { type: 'json' };

interface Message {
  readonly text: string;
  readonly remedy?: string;
}
interface Catalogue {
  readonly kinds: Readonly<Record<FailureKind, { readonly title: string; readonly remedy?: string }>>;
  readonly codes: Readonly<Record<string, Message>>;
}

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { vi, en };

export interface FailureText {
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
}

/** `details.reason`, where a policy gives its own reason in both languages, is what the user reads. */
export function failureText(
  { kind, code, details }: { readonly kind: FailureKind; readonly code: string; readonly details: Readonly<Record<string, unknown>> },
  language: Language,
): FailureText {
  const { title, remedy } = CATALOGUES[language].kinds[kind];
  const message = find(language, code);
  const detail = ownText(details['reason'], language) ?? (message && fill(message.text, details));
  return { title, detail, remedy: message?.remedy === undefined ? remedy : fill(message.remedy, details) };
}

export interface ProblemTextOf {
  readonly message: string;
  readonly remedy?: string;
}

/** The text of one problem with an input. Unknown codes give the developer's message: better than nothing. */
export function textOfProblem(problem: Problem, language: Language): ProblemTextOf {
  const { code, details = {}, remedy } = problem;
  const message = find(language, code);
  const { text, remedyText } = problem as { readonly text?: unknown; readonly remedyText?: unknown };
  const brought = ownText(text, language);
  // a deployment's faults bring their own texts
  if (brought !== undefined) return { message: brought, remedy: ownText(remedyText, language) ?? remedy };
  if (message) return { message: fill(message.text, details), remedy: message.remedy ? fill(message.remedy, details) : remedy };
  const own = ownText(details['text'], language);
  return {
    message: own ?? problemText(problem)[language],
    remedy: ownText(details['remedy'], language) ?? problemRemedy(problem)?.[language] ?? remedy,
  };
}

function find(language: Language, code: string): Message | undefined {
  const { codes } = CATALOGUES[language];
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}

function ownText(value: unknown, language: Language): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[language] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function fill(text: string, details: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(details, name) ? plain(details[name]) : whole));
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
