/** The objects of a PDF file (ISO 32000-2, 7.3), as the reader finds them. */
export type PdfObject = null | boolean | number | PdfName | PdfRef | PdfString | PdfDict | PdfStream | readonly PdfObject[];

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class PdfRef {
  readonly number: number;
  readonly generation: number;
  constructor(number: number, generation = 0) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfString {
  readonly bytes: Buffer;
  readonly hex: boolean;
  /** where it stands in the file, delimiters included; undefined inside an object stream */
  readonly place: { readonly start: number; readonly end: number } | undefined;
  constructor(bytes: Buffer, hex: boolean, place?: { readonly start: number; readonly end: number }) {
    this.bytes = bytes;
    this.hex = hex;
    this.place = place;
  }
}

export class PdfDict {
  readonly entries: Map<string, PdfObject>;
  constructor(entries: Iterable<readonly [string, PdfObject]> = []) {
    this.entries = new Map(entries);
  }
  get(key: string): PdfObject | undefined {
    return this.entries.get(key);
  }
}

export class PdfStream {
  readonly dict: PdfDict;
  /** as it stands in the file, filters not undone */
  readonly raw: Buffer;
  constructor(dict: PdfDict, raw: Buffer) {
    this.dict = dict;
    this.raw = raw;
  }
}

export function nameOf(object: PdfObject | undefined): string | undefined {
  return object instanceof PdfName ? object.name : undefined;
}

export function isArray(object: PdfObject | undefined): object is readonly PdfObject[] {
  return Array.isArray(object);
}
