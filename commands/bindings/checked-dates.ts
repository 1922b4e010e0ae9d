import { invalidInput } from '../invalid-input.ts';

/** An ISO date. Throws Rejection validation `<name>Invalid`. */
export function requireDate(text: unknown, name: string): string {
  try {
    if (typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString();
  } catch {
    // told below, as any other text
  }
  throw invalidInput(`${name}Invalid`, name, `Expected '${name}' to be an ISO date.`, 'date');
}

/** From a day to the day before `validTo`. Throws Rejection validation `validFromInvalid`, `validToInvalid`. */
export function requirePeriod(from: unknown, to: unknown): { readonly validFrom: string; readonly validTo?: string } {
  const validFrom = requireDate(from, 'validFrom');
  if (to === undefined || to === null) return { validFrom };
  const validTo = requireDate(to, 'validTo');
  if (validTo > validFrom) return { validFrom, validTo };
  throw invalidInput('validToInvalid', 'validTo', 'Expected the last day not to come before the first.', 'periodEnds');
}
