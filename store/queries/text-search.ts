import type { Conditions } from './conditions.ts';

/** What a case is found by; the same expression as in the index. */
const CASE_TEXT = "search_text(process_case.code || ' ' || process_case.title || ' ' || coalesce(process_case.business_key, ''))";

/** Every word somewhere in code, title or business key; case and Vietnamese diacritics do not matter. */
export function matchCaseText(conditions: Conditions, text: string | undefined): void {
  for (const word of text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? [])
    conditions.and(`${CASE_TEXT} like search_text(?)`, [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
}
