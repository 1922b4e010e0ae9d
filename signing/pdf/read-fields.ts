import { malformed } from '../malformed.ts';
import { LIMIT } from './limits.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfRef, PdfString, nameOf, type PdfObject } from './pdf-object.ts';
import { readText } from './pdf-text.ts';

/** A terminal field of the form: ours are merged with their widget. */
export interface FormField {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** fully qualified (ISO 32000-2, 12.7.4.2) */
  readonly name: string;
  /** /Sig, /Tx, /Btn or /Ch, inherited; empty when nobody says */
  readonly type: string;
}

interface Inherited {
  readonly name: string;
  readonly type: string;
}

/** The terminal fields of the form in their order. Throws Rejection `signing.pdf`, also when two have one name. */
export function readFields(document: PdfDocument): readonly FormField[] {
  const form = document.resolveDict(document.catalog.get('AcroForm'));
  const reader = new FieldReader(document);
  for (const field of document.resolveArray(form?.get('Fields')) ?? []) reader.walk(field, { name: '', type: '' }, 0);
  return reader.fields;
}

class FieldReader {
  readonly fields: FormField[] = [];
  readonly #document: PdfDocument;
  readonly #seen = new Set<number>();
  readonly #names = new Set<string>();

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  walk(object: PdfObject, inherited: Inherited, depth: number): void {
    if (!(object instanceof PdfRef) || this.#seen.has(object.number) || depth > LIMIT.treeDepth || this.#seen.size >= LIMIT.fields) {
      throw malformed('pdf', 'Expected a tree of form fields.');
    }
    this.#seen.add(object.number);
    const dict = this.#document.resolve(object);
    if (!(dict instanceof PdfDict)) throw malformed('pdf', 'Expected a form field to be a dictionary.');
    const own = this.#inherit(dict, inherited);
    const fields = (this.#document.resolveArray(dict.get('Kids')) ?? []).filter((kid) => this.#isField(kid));
    for (const kid of fields) this.walk(kid, own, depth + 1);
    if (fields.length === 0) this.#add({ ref: object, dict, ...own });
  }

  #inherit(dict: PdfDict, { name, type }: Inherited): Inherited {
    const partial = this.#document.resolve(dict.get('T'));
    const ownName = partial instanceof PdfString ? readText(partial) : '';
    return {
      name: [name, ownName].filter(Boolean).join('.'),
      type: nameOf(this.#document.resolve(dict.get('FT'))) ?? type,
    };
  }

  /** Kids without a name are widgets of their parent (12.7.4.1). */
  #isField(kid: PdfObject): boolean {
    return this.#document.resolveDict(kid)?.get('T') !== undefined;
  }

  #add(field: FormField): void {
    if (this.#names.has(field.name)) throw malformed('pdf', `Expected one form field of the name ${field.name}.`);
    this.#names.add(field.name);
    this.fields.push(field);
  }
}
