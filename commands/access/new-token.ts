import { randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** The secret of a session or of a step of signing in: 256 random bits, base64url. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
