import { invalidInput } from './invalid-input.ts';

const LONGEST = 4_000;

/** Text of a person, trimmed. Throws Rejection validation `<name>Required` or `<name>Invalid`. */
export function requireText(text: unknown, name: string, longest = LONGEST): string {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  if (trimmed === '') throw invalidInput(`${name}Required`, name, `Expected a ${name}.`, 'required');
  if (trimmed.length > longest || trimmed.includes('\u0000') || !trimmed.isWellFormed())
    throw invalidInput(`${name}Invalid`, name, `Expected a ${name} of at most ${longest} characters.`, 'tooLong', { longest });
  return trimmed;
}

export function optionalText(text: unknown, name: string, longest = LONGEST): string | undefined {
  return text === undefined || text === null || (typeof text === 'string' && text.trim() === '')
    ? undefined
    : requireText(text, name, longest);
}

/** An ISO 8601 instant, as UTC with milliseconds. Throws Rejection validation. */
export function requireInstant(text: string, name: string): string {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString();
  } catch {
    throw invalidInput(`${name}Invalid`, name, `Expected '${name}' to be an ISO 8601 instant with its offset.`, 'instant');
  }
}
