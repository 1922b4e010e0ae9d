import fs from 'node:fs';
import { Rejection } from '../errors.ts';

export interface CscCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the product shows a remote signing service, `{ "clientId": …, "clientSecret": … }` in a file of its owner only. Throws Rejection `cscClientUnusable`. */
export function readCscClient(file: string): CscCredentials {
  const { mode, content } = read(file);
  if ((mode & 0o077) !== 0) throw unusable(file, 'can be read by others', `Run chmod 600 ${file}.`);
  const { clientId, clientSecret } = content;
  if (typeof clientId === 'string' && clientId !== '' && typeof clientSecret === 'string' && clientSecret !== '')
    return { clientId, clientSecret };
  throw unusable(file, 'has no clientId and clientSecret', 'Write both into it, as JSON.');
}

function read(file: string): { readonly mode: number; readonly content: Readonly<Record<string, unknown>> } {
  try {
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return {
      mode: fs.statSync(file).mode,
      content: typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {},
    };
  } catch (error) {
    // what a parser says may show a part of the secret
    const cause = error instanceof SyntaxError ? undefined : error;
    throw unusable(file, 'cannot be read as JSON', 'Set CSC_CLIENT_FILE to the file with clientId and clientSecret.', cause);
  }
}

function unusable(file: string, what: string, remedy: string, cause?: unknown): Rejection {
  const message = `The file of the signing service's client, ${file}, ${what}.`;
  return new Rejection('validation', 'cscClientUnusable', message, { problems: [{ code: 'cscClientUnusable', message, remedy }], cause });
}
