/**
 * A PDF file, or one of its revisions, read strictly through its cross-references. Nothing is repaired: a file that needs repair is
 * refused. Reading changes nothing; every cost has a limit (limits.ts).
 */
import { malformed } from '../malformed.ts';
import type { CrossReference, CrossReferenceSection } from './cross-references.ts';
import { inflate, type InflateBudget } from './inflate.ts';
import { LIMIT } from './limits.ts';
import { PdfDict, PdfRef, PdfStream, type PdfObject } from './pdf-object.ts';
import { readIndirect, type IndirectObject } from './read-indirect.ts';
import { readObjectStream } from './read-object-stream.ts';
import { mergeSections, readSections } from './read-sections.ts';

const MAX_REFERENCE_CHAIN = 8;

export class PdfDocument {
  readonly bytes: Buffer;
  /** the newest first */
  readonly sections: readonly [CrossReferenceSection, ...(readonly CrossReferenceSection[])];
  readonly references: ReadonlyMap<number, CrossReference>;
  readonly #objects = new Map<number, PdfObject>();
  readonly #places = new Map<number, IndirectObject>();
  readonly #objectStreams = new Map<number, ReadonlyMap<number, PdfObject>>();
  readonly #reading = new Set<number>();
  readonly #budget: InflateBudget = { spent: 0 };

  /** Throws Rejection `signing.pdf`. `end` opens an earlier revision: the bytes before it. */
  constructor(file: Buffer, end = file.length) {
    if (end > LIMIT.fileBytes) throw malformed('pdf', `Expected a file of at most ${LIMIT.fileBytes} bytes.`);
    this.bytes = file.subarray(0, end);
    if (!/^%PDF-[12]\.\d[\r\n]/.test(this.bytes.toString('latin1', 0, 9)))
      throw malformed('pdf', 'Expected the file to begin with %PDF- and a version.');
    const [newest, ...older] = readSections(this.bytes, this.#budget);
    if (!newest) throw malformed('pdf', 'Expected a cross-reference section.');
    this.sections = [newest, ...older];
    this.references = mergeSections(this.sections);
    if (this.sections.some(({ trailer }) => trailer.get('Encrypt') !== undefined))
      throw malformed('pdf', 'Expected a file that is not encrypted.');
  }

  get trailer(): PdfDict {
    return this.sections[0].trailer;
  }

  get rootRef(): PdfRef {
    const root = this.trailer.get('Root');
    if (!(root instanceof PdfRef)) throw malformed('pdf', 'Expected /Root to be a reference.');
    return root;
  }

  get catalog(): PdfDict {
    const catalog = this.resolve(this.rootRef);
    if (!(catalog instanceof PdfDict)) throw malformed('pdf', 'Expected a catalog.');
    return catalog;
  }

  /** The object itself, references followed; null for what is not there (7.3.10). */
  resolve(object: PdfObject | undefined): PdfObject {
    let found = object ?? null;
    for (let hops = 0; found instanceof PdfRef; hops++) {
      if (hops > MAX_REFERENCE_CHAIN) throw malformed('pdf', 'Expected a reference to lead to an object.');
      found = this.#read(found);
    }
    return found;
  }

  resolveDict(object: PdfObject | undefined): PdfDict | undefined {
    const found = this.resolve(object);
    return found instanceof PdfDict ? found : undefined;
  }

  resolveArray(object: PdfObject | undefined): readonly PdfObject[] | undefined {
    const found = this.resolve(object);
    return Array.isArray(found) ? (found as readonly PdfObject[]) : undefined;
  }

  /** The bytes of a stream with its filters undone. */
  decode(stream: PdfStream): Buffer {
    return inflate(stream, (object) => this.resolve(object), this.#budget);
  }

  /** The object that a section says is at `offset`, whose number must be `number`. */
  readAt(offset: number, number: number): { readonly object: PdfObject; readonly generation: number; readonly end: number } {
    const read = this.#places.get(offset) ?? readIndirect(this.bytes, offset, (ref) => this.resolve(ref));
    this.#places.set(offset, read);
    if (read.number !== number) throw malformed('pdf', `Expected object ${number} at byte ${offset}, but ${read.number} is there.`);
    return read;
  }

  /** The objects inside the object stream `number`. */
  objectStream(number: number): ReadonlyMap<number, PdfObject> {
    const known = this.#objectStreams.get(number);
    if (known) return known;
    const entry = this.references.get(number);
    const stream = entry?.kind === 'at' ? this.readAt(entry.offset, number).object : null;
    if (!(stream instanceof PdfStream)) throw malformed('pdf', `Expected object ${number} to be an object stream.`);
    const objects = readObjectStream(stream.dict, this.decode(stream));
    this.#objectStreams.set(number, objects);
    return objects;
  }

  #read(ref: PdfRef): PdfObject {
    const known = this.#objects.get(ref.number);
    if (known !== undefined) return known;
    const entry = this.references.get(ref.number);
    if (!entry || entry.kind === 'free') return null;
    // a stream whose length is, at some distance, the stream itself
    if (this.#reading.has(ref.number)) throw malformed('pdf', `Expected object ${ref.number} not to need itself.`);
    this.#reading.add(ref.number);
    const object = entry.kind === 'at' ? this.#readEntry(entry, ref) : (this.objectStream(entry.stream).get(ref.number) ?? null);
    this.#reading.delete(ref.number);
    this.#objects.set(ref.number, object);
    return object;
  }

  #readEntry(entry: CrossReference & { readonly kind: 'at' }, ref: PdfRef): PdfObject {
    if (entry.generation !== ref.generation) return null;
    const { object, generation } = this.readAt(entry.offset, ref.number);
    if (generation !== entry.generation) throw malformed('pdf', `Expected object ${ref.number} to be of generation ${entry.generation}.`);
    return object;
  }
}
