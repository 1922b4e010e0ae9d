/** What may stand in the register of persons. */
import type { PersonFacts } from '../../store/person-contract.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import { optionalText, requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';

/** Số định danh cá nhân: 12 digits (Luật Căn cước). */
const IDENTITY_NUMBER = /^\d{12}$/;
const WORD = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const MOST_NAMES = 20;

/** Trimmed. Throws Rejection validation, with the field. */
export function checkPerson(given: PersonFacts): PersonFacts {
  const identityNumber = optionalText(given.identityNumber, 'identityNumber', 12);
  if (identityNumber !== undefined && !IDENTITY_NUMBER.test(identityNumber))
    throw invalidInput('identityNumberInvalid', 'identityNumber', 'Expected an identity number of 12 digits.', 'identityNumber');
  const fileNumber = optionalText(given.fileNumber, 'fileNumber', 100);
  const birth = optionalText(given.birth, 'birth', 10);
  if (birth !== undefined && !isDateLike(birth))
    throw invalidInput('birthInvalid', 'birth', 'Expected a date, a month or a year of ISO 8601.', 'birth');
  return {
    kind: requireWord(given.kind, 'kind'),
    name: requireText(given.name, 'name', 200).normalize('NFC'),
    otherNames: otherNames(given.otherNames ?? []),
    ...(identityNumber !== undefined && { identityNumber }),
    ...(fileNumber !== undefined && { fileNumber }),
    ...(birth !== undefined && { birth }),
    unitPath: checkedUnit(given.unitPath),
  };
}

function otherNames(names: readonly string[]): readonly string[] {
  if (names.length > MOST_NAMES)
    throw invalidInput('otherNamesInvalid', 'otherNames', `Expected at most ${MOST_NAMES} other names.`, 'tooMany', { most: MOST_NAMES });
  return names.map((name) => requireText(name, 'otherNames', 200).normalize('NFC'));
}

/** A key of our catalogues. Throws Rejection validation `<name>Invalid`. */
export function requireWord(text: unknown, name: string): string {
  const word = requireText(text, name, 64);
  if (WORD.test(word)) return word;
  throw invalidInput(`${name}Invalid`, name, `Expected ${name} to be a word of the catalogue, but it is '${word}'.`, 'word');
}

/** An ISO date. Throws Rejection validation `<name>Invalid`. */
export function requireDate(text: unknown, name: string): string {
  const date = requireText(text, name, 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateLike(date)) return date;
  throw invalidInput(`${name}Invalid`, name, `Expected '${name}' to be an ISO date.`, 'date');
}

function isDateLike(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(`${text}${'-01-01'.slice(text.length - 4)}`, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
