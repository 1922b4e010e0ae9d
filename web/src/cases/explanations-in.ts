import type { Json } from '../../../expressions/json.ts';

/** What a value explains about itself, in the language of the reader, each once: texts of two languages at any depth. */
export function explanationsIn(value: Json | undefined, language: 'vi' | 'en'): readonly string[] {
  return [...new Set(textsOf(value, language))];
}

function textsOf(value: Json | undefined, language: 'vi' | 'en'): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one, language));
  const { vi, en } = value as { readonly vi?: Json; readonly en?: Json };
  if (typeof vi === 'string' && typeof en === 'string') return [language === 'vi' ? vi : en];
  return Object.values(value).flatMap((one: Json) => textsOf(one, language));
}
