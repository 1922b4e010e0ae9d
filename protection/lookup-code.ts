/** The code by which a citizen follows a case: 100 random bits in 20 signs of Crockford's base 32, in groups of four. */
import { randomBytes } from 'node:crypto';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

export function newLookupCode(): string {
  // 256 is a multiple of 32: each sign is as likely as the others
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** As it is hashed: what is easily misread or mistyped is read as it was meant (Crockford). */
export const plainLookupCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
