import type { Json } from '../expressions/json.ts';
import { CONFIDENTIALITY, isStructure, type Confidentiality } from './form.ts';

/**
 * A file that was stored before the form was sent: where it lies, what it is called, and what it must still be when somebody reads
 * it. The bytes are not here; whoever stores them compares size and hash.
 */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  /** media type, small letters: `application/pdf` */
  readonly type: string;
  /** bytes */
  readonly size: number;
  /** SHA-256, 64 small hex digits */
  readonly sha256: string;
  /** a class of data, where it is marked with one */
  readonly confidentiality?: Confidentiality;
}

const MOST_FILES = 100;
const ID = /^[\w:.-]{1,200}$/;
const TYPE = /^[a-z0-9.+-]{1,64}\/[a-z0-9.+-]{1,100}$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** no path, no control characters, no halves of surrogate pairs, nothing that turns the direction of reading: "exe.gpj" stays what it is */
const NAME = /^[^/\\\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]{1,255}$/u;
const FIELDS = ['id', 'name', 'sha256', 'size', 'type'];

/** One reference or a list of them, no file twice; undefined where anything is not of this shape. */
export function fileReferences(value: Json): readonly FileReference[] | undefined {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  if (list.length > MOST_FILES) return undefined;
  const files = list.map(reference);
  const known = files.filter((file) => file !== undefined);
  return known.length === list.length && new Set(known.map(({ id }) => id)).size === known.length ? known : undefined;
}

function reference(value: Json): FileReference | undefined {
  if (!isStructure(value)) return undefined;
  const { confidentiality, ...file } = value;
  const { id, name, type, size, sha256 } = file;
  const marked = CONFIDENTIALITY.find((one) => one === confidentiality);
  if (confidentiality !== undefined && !marked) return undefined;
  const whole =
    Object.keys(file)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join() === FIELDS.join();
  if (!whole || typeof id !== 'string' || !ID.test(id) || typeof type !== 'string' || !TYPE.test(type)) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1) return undefined;
  if (typeof sha256 !== 'string' || !SHA256.test(sha256) || typeof name !== 'string') return undefined;
  const plain = name.normalize('NFC');
  return NAME.test(plain) && plain.trim() !== ''
    ? { id, name: plain, type, size, sha256, ...(marked && { confidentiality: marked }) }
    : undefined;
}
