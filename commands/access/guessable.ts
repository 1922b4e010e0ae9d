/**
 * What is easy to guess about a password (S3 Điều 8 khoản 2 điểm a): words about its owner, passwords that many people have, and runs
 * on the keyboard; also without diacritics, and with the usual digits and signs in place of letters. Pure.
 */
import common from './common-passwords.json' with { type: 'json' };

export interface Owner {
  readonly login: string;
  readonly name: string;
  readonly unitPath: string;
  readonly unitName?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

export type Guess = 'name' | 'login' | 'unit' | 'birthYear' | 'number' | 'common' | 'run';

/** Shorter pieces occur by chance. */
const SHORTEST_WORD = 4;
const SHORTEST_NUMBER = 6;
const SHORTEST_RUN = 4;
const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const SIGNS: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' };
const COMMON: ReadonlySet<string> = new Set([...common.vi, ...common.en]);
const WHOLE: ReadonlySet<string> = new Set(common.whole);

/** Lower case, without diacritics. */
export const plainLetters = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
const squeezed = (text: string): string => plainLetters(text).replaceAll(/[^a-z0-9]/g, '');
const asLetters = (text: string): string => plainLetters(text).replaceAll(/[@43!1$507]/g, (sign) => SIGNS[sign] ?? sign);

/** Each reason once. */
export function guesses(password: string, owner: Owner): readonly Guess[] {
  const forms = [...new Set([squeezed(password), squeezed(asLetters(password))])];
  const has = (words: readonly string[]): boolean => words.some((word) => forms.some((form) => form.includes(word)));
  const digits = password.replaceAll(/\D/g, '');
  const found: readonly (readonly [Guess, boolean])[] = [
    ['name', has(nameWords(owner.name))],
    ['login', has(words(owner.login, /[^a-z0-9]+/))],
    ['unit', has([...words(owner.unitPath, /[.]/), ...whole(owner.unitName ?? '')])],
    ['birthYear', birthYears(owner.identityNumber).some((year) => digits.includes(year))],
    ['number', numbersOf(owner).some((number) => sharesRun(digits, number))],
    ['common', isCommon(password)],
    ['run', hasRun(plainLetters(password))],
  ];
  return found.filter(([, is]) => is).map(([guess]) => guess);
}

const whole = (text: string): readonly string[] => [squeezed(text)].filter(({ length }) => length >= SHORTEST_WORD);

function words(text: string, between: RegExp): readonly string[] {
  const parts = plainLetters(text).split(between).map(squeezed);
  return [...new Set([...parts.filter(({ length }) => length >= SHORTEST_WORD), ...whole(text)])];
}

/** Each long word, and neighbours together: Thu Hà is `thuha`. */
function nameWords(name: string): readonly string[] {
  const parts = plainLetters(name).split(/\s+/).map(squeezed);
  const pairs = parts.slice(1).map((part, i) => `${parts[i] ?? ''}${part}`);
  return [...new Set([...parts, ...pairs])].filter(({ length }) => length >= SHORTEST_WORD);
}

/** Digits 4 to 6 of a personal identification number: century with sex, and year (Nghị định 137/2015/NĐ-CP Điều 13). */
function birthYears(identityNumber: string | undefined): readonly string[] {
  const [, century, year] = /^\d{3}(\d)(\d{2})\d{6}$/.exec(identityNumber ?? '') ?? [];
  return century === undefined || year === undefined ? [] : [`${19 + Math.floor(Number(century) / 2)}${year}`];
}

const numbersOf = ({ identityNumber = '', phone = '', email = '' }: Owner): readonly string[] =>
  [identityNumber, phone, email.split('@')[0] ?? ''].map((text) => text.replaceAll(/\D/g, ''));

function sharesRun(digits: string, number: string): boolean {
  for (let at = 0; at + SHORTEST_NUMBER <= number.length; at++) if (digits.includes(number.slice(at, at + SHORTEST_NUMBER))) return true;
  return false;
}

/** As it is, or with digits and signs before and after it. */
function isCommon(password: string): boolean {
  const plain = squeezed(password);
  const letters = [plain.replaceAll(/^\d+|\d+$/g, ''), squeezed(asLetters(plainLetters(password).replaceAll(/^[\d\W_]+|[\d\W_]+$/g, '')))];
  return WHOLE.has(plain) || letters.some((form) => COMMON.has(form));
}

function hasRun(text: string): boolean {
  const rows = ROWS.flatMap((row) => [row, [...row].toReversed().join('')]);
  for (let at = 0; at + SHORTEST_RUN <= text.length; at++) {
    const piece = text.slice(at, at + SHORTEST_RUN);
    if (rows.some((row) => row.includes(piece)) || [...piece].every((sign) => sign === piece[0])) return true;
  }
  return false;
}
