import type { PdfString } from './pdf-object.ts';

/** The text of a string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 by its mark, otherwise one octet a character. */
export function readText({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** A string in hexadecimal, so that there is nothing to escape. NFC: decomposed tone marks would break on the page. */
export function writeText(text: string): string {
  const composed = text.normalize('NFC');
  const ascii = /^[\u0020-\u007e]*$/.test(composed);
  return ascii
    ? `<${Buffer.from(composed, 'latin1').toString('hex')}>`
    : `<feff${Buffer.from(composed, 'utf16le').swap16().toString('hex')}>`;
}
