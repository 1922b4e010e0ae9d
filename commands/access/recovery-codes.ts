import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP = 4;

/** `XXXX-XXXX-XXXX-XXXX`: 79 random bits. */
export function newRecoveryCode(): string {
  const group = (): string => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** However it was typed. */
export const plainRecoveryCode = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
