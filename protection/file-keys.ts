/**
 * Key-encryption keys in a file that only this account may read: one a line, `<id> <base64 of 32 bytes>`, the newest first. Rotation puts
 * a new line on top; the old ones stay until no data key needs them.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { Invariant, Rejection } from '../errors.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { writeOnce, writeOwn } from './write-once.ts';

const LINE = /^([\w.-]{1,64}) ([A-Za-z0-9+/]{43}=)$/;
const NONCE = 12;
const TAG = 16;

/** Throws Rejection validation `keyFileUnusable`. */
export function fileKeys(file: string): KeyWrapper {
  let keys = readKeys(file);
  const [current] = keys.keys();
  if (current === undefined) throw unusable(file, 'holds no key');
  const keyOf = (id: string): Buffer => {
    // another process may have put a new key on top meanwhile
    if (!keys.has(id)) keys = readKeys(file);
    const key = keys.get(id);
    if (key) return key;
    throw new Invariant(`Expected the key file to hold key-encryption key '${id}'.`);
  };
  return {
    current,
    async wrap(secret, owner) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current), nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return await Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), body]));
    },
    async unwrap(wrapped, owner, keyId) {
      const key = keyOf(keyId);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(wrapped.subarray(NONCE, NONCE + TAG));
        return await Promise.resolve(Buffer.concat([decipher.update(wrapped.subarray(NONCE + TAG)), decipher.final()]));
      } catch (cause) {
        throw new Invariant(`Expected the data key of ${owner} to open with key-encryption key '${keyId}'.`, cause);
      }
    },
  };
}

/** Makes the file with a first key where there is none; of two processes that do so at once, one file stays. */
export function ensureKeyFile(file: string): void {
  if (existsSync(file)) return;
  writeOnce(file, `${newLine()}\n`);
}

/** Puts a new key on top; gives its id. Throws Rejection validation `keyFileUnusable`. */
export function addKey(file: string): string {
  readKeys(file);
  const line = newLine();
  const draft = `${file}.${process.pid}.new`;
  writeOwn(draft, `${line}\n${readFileSync(file, 'utf8')}`);
  renameSync(draft, file);
  return line.slice(0, line.indexOf(' '));
}

const newLine = (): string => `k-${randomBytes(6).toString('hex')} ${randomBytes(32).toString('base64')}`;

function readKeys(file: string): ReadonlyMap<string, Buffer> {
  const text = readOwn(file);
  const keys = new Map<string, Buffer>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, id, key] = LINE.exec(line.trim()) ?? [];
    if (id === undefined || key === undefined || keys.has(id)) throw unusable(file, `has no key of its own in line ${at + 1}`);
    keys.set(id, Buffer.from(key, 'base64'));
  }
  return keys;
}

function readOwn(file: string): string {
  try {
    const { mode } = statSync(file);
    if ((mode & 0o077) !== 0) throw unusable(file, 'may be read or changed by other accounts', 'Set its mode to 0600.');
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw unusable(file, `cannot be read (${(error as { code?: string }).code ?? 'unknown'})`);
  }
}

function unusable(
  file: string,
  what: string,
  remedy = 'Set KEY_FILE to a file of lines `<id> <base64 of 32 bytes>` of mode 0600.',
): Rejection {
  const message = `The key file ${file} ${what}.`;
  return new Rejection('validation', 'keyFileUnusable', `${message} ${remedy}`, {
    problems: [{ code: 'keyFileUnusable', path: file, message, remedy }],
  });
}
