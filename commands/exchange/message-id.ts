import { invalidInput } from '../invalid-input.ts';

/** What another system names its messages by, as the key under which a repetition is told. Throws validation `idInvalid`. */
export function requireMessageId(id: unknown): string {
  if (typeof id === 'string' && /^[\x21-\x7e]{1,150}$/.test(id)) return `exchange:${id}`;
  throw invalidInput('idInvalid', 'id', 'Expected a message id of 1 to 150 visible ASCII characters.', 'required');
}
