/**
 * Appends one revision to a file (ISO 32000-2, 7.5.6). The bytes before it are never touched, so that earlier signatures stay true.
 * The new cross-reference section is of the kind that the file already has: some readers refuse a change of kind.
 */
import { deflateSync } from 'node:zlib';
import { malformed } from '../malformed.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfRef, PdfString, isArray, type PdfObject } from './pdf-object.ts';
import { writeObject } from './write-object.ts';

/** An object as text, for a stream its dictionary without delimiters and length. */
export type NewObject = string | { readonly dict: string; readonly stream: Buffer };

const MAX_OBJECT_NUMBER = 8_388_607;
const ROW_BYTES = 7;

export class IncrementalUpdate {
  readonly document: PdfDocument;
  readonly #written = new Map<number, NewObject>();
  readonly #edited = new Map<number, PdfDict | PdfObject[]>();
  #next: number;

  /** Throws Rejection `signing.pdf`. */
  constructor(file: Buffer) {
    this.document = new PdfDocument(file);
    const size = this.document.trailer.get('Size');
    const highest = [...this.document.references.keys()].reduce((most, number) => Math.max(most, number), 0);
    this.#next = Math.max(typeof size === 'number' ? size : 0, highest + 1);
    if (this.#next > MAX_OBJECT_NUMBER) throw malformed('pdf', 'Expected object numbers to be left.');
  }

  reserve(): PdfRef {
    return new PdfRef(this.#next++);
  }

  put(ref: PdfRef, object: NewObject): PdfRef {
    this.#written.set(ref.number, object);
    return ref;
  }

  add(object: NewObject): PdfRef {
    return this.put(this.reserve(), object);
  }

  /** A copy of a dictionary of the file that this update will write anew. */
  editDict(ref: PdfRef): PdfDict {
    const known = this.#edited.get(ref.number);
    if (known instanceof PdfDict) return known;
    const old = this.document.resolve(ref);
    if (!(old instanceof PdfDict) || ref.generation !== 0)
      throw malformed('pdf', `Expected object ${ref.number} to be a dictionary of generation 0.`);
    return this.#edit(ref, new PdfDict(old.entries));
  }

  /** The array under `key` of an edited dictionary, ready to grow: its own object is edited where it is one. */
  editArray(owner: PdfDict, key: string): PdfObject[] {
    const value = owner.get(key);
    if (!(value instanceof PdfRef)) {
      const own = isArray(value) ? [...value] : [];
      owner.entries.set(key, own);
      return own;
    }
    const known = this.#edited.get(value.number);
    if (Array.isArray(known)) return known;
    const old = this.document.resolve(value);
    if (!isArray(old) || value.generation !== 0) throw malformed('pdf', `Expected /${key} to be an array of generation 0.`);
    return this.#edit(value, [...old]);
  }

  /** A new dictionary that later calls may still change. */
  addDict(dict: PdfDict): PdfRef {
    const ref = this.reserve();
    this.#edited.set(ref.number, dict);
    return ref;
  }

  #edit<Value extends PdfDict | PdfObject[]>(ref: PdfRef, value: Value): Value {
    this.#edited.set(ref.number, value);
    return value;
  }

  /** The whole file. `random` gives the second half of the file identifier (14.4). */
  finish(random: (bytes: number) => Buffer): Buffer {
    for (const [number, object] of this.#edited) this.#written.set(number, writeObject(object));
    const parts = new Parts(this.document.bytes);
    if (![10, 13].includes(this.document.bytes.at(-1) ?? 0)) parts.push(Buffer.from('\n'));
    const places = [...this.#written]
      .toSorted(([a], [b]) => a - b)
      .map(([number, object]) => [number, parts.push(bytesOf(number, object))] as const);
    const common = this.#trailer(random);
    if (this.document.sections[0].form === 'table') pushTable(parts, places, `<</Size ${this.#next} ${common}>>`);
    else this.#pushStream(parts, places, common);
    return parts.join();
  }

  #trailer(random: (bytes: number) => Buffer): string {
    const { trailer, sections } = this.document;
    const id = this.document.resolveArray(trailer.get('ID'))?.[0];
    const first = id instanceof PdfString ? id.bytes : random(16);
    const info = trailer.get('Info');
    return [
      `/Root ${writeObject(this.document.rootRef)}`,
      ...(info instanceof PdfRef ? [`/Info ${writeObject(info)}`] : []),
      `/Prev ${sections[0].offset}`,
      `/ID[<${first.toString('hex')}><${random(16).toString('hex')}>]`,
    ].join(' ');
  }

  #pushStream(parts: Parts, places: readonly (readonly [number, number])[], common: string): void {
    const { number } = this.reserve();
    const all = [...places, [number, parts.length] as const];
    const rows = Buffer.alloc(all.length * ROW_BYTES);
    for (const [index, [, offset]] of all.entries()) {
      rows[index * ROW_BYTES] = 1;
      rows.writeUInt32BE(offset, index * ROW_BYTES + 1);
    }
    const index = runsOf(all).map((run) => `${run[0]?.[0]} ${run.length}`);
    const dict = `/Type/XRef/Size ${this.#next}/W[1 4 2]/Index[${index.join(' ')}]${common}/Filter/FlateDecode`;
    const offset = parts.push(bytesOf(number, { dict, stream: deflateSync(rows) }));
    parts.push(Buffer.from(`startxref\n${offset}\n%%EOF\n`));
  }
}

function bytesOf(number: number, object: NewObject): Buffer {
  if (typeof object === 'string') return Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, 'latin1');
  const head = `${number} 0 obj\n<<${object.dict}/Length ${object.stream.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), object.stream, Buffer.from('\nendstream\nendobj\n')]);
}

type Place = readonly [number: number, offset: number];

function pushTable(parts: Parts, places: readonly Place[], trailer: string): void {
  const sections = runsOf(places).map((run) => {
    const rows = run.map(([, offset]) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    return `${run[0]?.[0]} ${run.length}\n${rows.join('')}`;
  });
  const offset = parts.push(Buffer.from(`xref\n${sections.join('')}trailer\n${trailer}\n`));
  parts.push(Buffer.from(`startxref\n${offset}\n%%EOF\n`));
}

/** Object numbers that follow each other share a subsection. */
function runsOf(places: readonly Place[]): readonly (readonly Place[])[] {
  const runs: Place[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run && (run.at(-1)?.[0] ?? 0) + 1 === place[0]) run.push(place);
    else runs.push([place]);
  }
  return runs;
}

/** Bytes to be joined once: the file is large, and each copy of it costs more than the signature. */
class Parts {
  length = 0;
  readonly #parts: Buffer[] = [];
  constructor(first: Buffer) {
    this.push(first);
  }

  /** Gives the offset at which `bytes` begin. */
  push(bytes: Buffer): number {
    const offset = this.length;
    this.#parts.push(bytes);
    this.length += bytes.length;
    return offset;
  }

  join(): Buffer {
    return Buffer.concat(this.#parts, this.length);
  }
}
