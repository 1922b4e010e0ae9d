import { malformed } from '../malformed.ts';
import type { CrossReference } from './cross-references.ts';
import { inflate, type InflateBudget } from './inflate.ts';
import { PdfRef, PdfStream, isArray, nameOf, type PdfDict, type PdfObject } from './pdf-object.ts';
import { readIndirect } from './read-indirect.ts';
import { addEntry, type SectionBody } from './read-xref-table.ts';

/** A cross-reference stream (ISO 32000-2, 7.5.8). Nothing in it may be a reference, for nothing can be looked up yet. */
export function readXrefStream(file: Buffer, offset: number, budget: InflateBudget): SectionBody {
  const { object, end } = readIndirect(file, offset);
  if (!(object instanceof PdfStream) || nameOf(object.dict.get('Type')) !== 'XRef')
    throw malformed('pdf', 'Expected a cross-reference section.');
  const { dict } = object;
  const widths = numbers(dict.get('W'));
  if (widths.length !== 3 || widths.some((width) => width > 6)) throw malformed('pdf', 'Expected the widths of a cross-reference stream.');
  const entries = new Map<number, CrossReference>();
  const rows = new RowReader(inflate(object, direct, budget), widths);
  for (const [first, count] of subsections(dict)) for (let index = 0; index < count; index++) addEntry(entries, first + index, rows.next());
  return { entries, trailer: dict, end };
}

function direct(object: PdfObject | undefined): PdfObject {
  if (object instanceof PdfRef) throw malformed('pdf', 'Expected no reference in a cross-reference stream.');
  return object ?? null;
}

function numbers(object: PdfObject | undefined): readonly number[] {
  const list = isArray(object) ? object : [];
  return list.map((item) => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0)
      throw malformed('pdf', 'Expected numbers in a cross-reference stream.');
    return item;
  });
}

function subsections(dict: PdfDict): readonly (readonly [number, number])[] {
  const index = dict.get('Index') === undefined ? [0, ...numbers([dict.get('Size') ?? null])] : numbers(dict.get('Index'));
  if (index.length % 2 === 1) throw malformed('pdf', 'Expected pairs in /Index.');
  return Array.from({ length: index.length / 2 }, (_, pair) => [index[pair * 2] ?? 0, index[pair * 2 + 1] ?? 0] as const);
}

class RowReader {
  readonly #data: Buffer;
  readonly #widths: readonly number[];
  #position = 0;
  constructor(data: Buffer, widths: readonly number[]) {
    this.#data = data;
    this.#widths = widths;
  }

  next(): CrossReference {
    const [type = 0, second = 0, third = 0] = this.#widths.map((width, column) => this.#field(width, column));
    if (type === 0) return { kind: 'free' };
    if (type === 1) return { kind: 'at', offset: second, generation: third };
    if (type === 2) return { kind: 'in', stream: second, index: third };
    throw malformed('pdf', `Expected a known kind of cross-reference, but found ${type}.`);
  }

  /** Without a first field every entry is of type 1 (table 17). */
  #field(width: number, column: number): number {
    if (width === 0) return column === 0 ? 1 : 0;
    const start = this.#position;
    if (start + width > this.#data.length) throw malformed('pdf', 'Expected more entries in a cross-reference stream.');
    this.#position += width;
    return this.#data.readUIntBE(start, width);
  }
}
