import { PdfDict, PdfName, PdfRef, PdfString, PdfStream, isArray, type PdfObject } from './pdf-object.ts';

/** An object as it stands in a file. Strings become hexadecimal. Streams are written by the update itself. */
export function writeObject(object: PdfObject): string {
  if (object === null || typeof object === 'boolean') return String(object);
  if (typeof object === 'number') return writeNumber(object);
  if (object instanceof PdfName) return `/${escapeName(object.name)}`;
  if (object instanceof PdfRef) return `${object.number} ${object.generation} R`;
  if (object instanceof PdfString) return `<${object.bytes.toString('hex')}>`;
  if (isArray(object)) return `[${object.map(writeObject).join(' ')}]`;
  if (object instanceof PdfDict) return writeDict(object);
  throw new TypeError(`Expected an object that stands in another, but found a ${object instanceof PdfStream ? 'stream' : typeof object}.`);
}

function writeDict({ entries }: PdfDict): string {
  return `<<${[...entries].map(([key, value]) => `/${escapeName(key)} ${writeObject(value)}`).join(' ')}>>`;
}

function writeNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/0+$/, '');
}

function escapeName(name: string): string {
  return name.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
