/** Input that is wrong in one place, with what the person reads about it. */
import { shownDate } from '../forms/shown-date.ts';
import { type Problem, Rejection } from '../errors.ts';
import texts from './texts.json' with { type: 'json' };

type Bilingual = { readonly vi: string; readonly en: string };
export type InputText = Exclude<keyof typeof texts, 'fields'>;

const fieldNames: Readonly<Record<string, Bilingual>> = texts.fields;

/** Rejection validation `code` with one problem at `/field`. `text`: which entry of the catalogue says it. */
export function invalidInput(
  code: string,
  field: string,
  message: string,
  text: InputText,
  values: Readonly<Record<string, unknown>> = {},
): Rejection {
  const said = inputText(text, field, values);
  return new Rejection('validation', code, message, {
    details: { ...values, reason: said },
    problems: [inputProblem(code, `/${field}`, message, said)],
  });
}

export function inputProblem(code: string, path: string, message: string, text: Bilingual): Problem {
  return { code, path, message, details: { text } };
}

/** A day as people write it; anything else as it is, marked off from the words around it. */
function shownValue(value: unknown): string {
  const day = typeof value === 'string' ? shownDate(value) : value;
  return typeof day === 'string' && day !== value ? day : JSON.stringify(value ?? '');
}

export function inputText(text: InputText, field = '', values: Readonly<Record<string, unknown>> = {}): Bilingual {
  const name = fieldNames[field] ?? { vi: field, en: field };
  const fill = (language: keyof Bilingual): string =>
    texts[text][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => (key === 'field' ? name[language] : shownValue(values[key])));
  return { vi: fill('vi'), en: fill('en') };
}
