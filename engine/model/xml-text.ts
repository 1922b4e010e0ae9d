/** The characters of an XML file: its size, its encoding, its declaration, and what its references may stand for (XML 1.0, 2.2, 2.8, 4.1). */
import { refuseAt } from './xml-refusal.ts';

/** 5 MB */
export const MOST_BYTES = 5 * 1024 * 1024;

const FORBIDDEN_CHARACTER = /(?![\t\n\r\u0085])\p{Cc}|[\uFFFE\uFFFF]/u;
const NOT_ASCII = /[\u0080-\uFFFF]/;
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][\w.-]{0,40})"|'([A-Za-z][\w.-]{0,40})'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const REFERENCE = /&(?:(?:amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/y;

export function guardSize(xml: string): void {
  const bytes = xml.length > MOST_BYTES ? xml.length : new TextEncoder().encode(xml).length;
  if (bytes > MOST_BYTES) {
    refuseAt(xml, 0, 'xmlTooLarge', `Expected at most ${MOST_BYTES} bytes, but there are at least ${bytes}.`);
  }
}

export function guardCharacters(xml: string): void {
  const first = xml.charCodeAt(0);
  const badStart = first === 0xfffe || xml.startsWith('\u00fe\u00ff') || xml.startsWith('\u00ff\u00fe');
  const damaged = xml.indexOf('\ufffd');
  if (badStart || damaged >= 0 || !xml.isWellFormed()) {
    refuseAt(xml, Math.max(damaged, 0), 'xmlEncoding', 'Expected UTF-8 text, but it was read in another encoding or is damaged.');
  }
  const control = xml.search(FORBIDDEN_CHARACTER);
  if (control >= 0) {
    refuseAt(xml, control, 'xmlControlCharacter', `Character U+${hex(xml.charCodeAt(control))} is not allowed in XML.`);
  }
}

/** Skips a byte order mark and the XML declaration; any version but 1.0 and any encoding but UTF-8 is refused. */
export function startOfContent(xml: string): number {
  const start = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!/^<\?xml[ \t\r\n]/.test(xml.slice(start, start + 6))) return start;
  const match = DECLARATION.exec(xml.slice(start, start + 300));
  if (!match) refuseAt(xml, start, 'xmlMalformed', 'The XML declaration is not that of XML 1.0.');
  const encoding = match[1] ?? match[2];
  if (encoding !== undefined && !isReadAsUtf8(encoding, xml, start)) {
    refuseAt(xml, start, 'xmlEncoding', `Expected encoding UTF-8, but the file declares '${encoding}'.`);
  }
  return start + match[0].length;
}

/** A file that says ISO 8859 or Windows 125x but holds ASCII only is the same in UTF-8: older modelers write such files. */
function isReadAsUtf8(encoding: string, xml: string, start: number): boolean {
  if (encoding.toLowerCase() === 'utf-8') return true;
  const extendsAscii = /^(?:us-ascii|iso-8859-\d{1,2}|windows-125\d)$/i.test(encoding);
  return extendsAscii && !NOT_ASCII.test(xml.slice(start));
}

/** `offset`: where the text begins in the file. */
export function guardReferences(xml: string, text: string, offset: number): void {
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at;
    const match = REFERENCE.exec(text);
    if (!match) refuseAt(xml, offset + at, 'xmlEntity', 'Only the five entities of XML and character references are allowed.');
    const [, decimal, hexadecimal] = match;
    if (decimal === undefined && hexadecimal === undefined) continue;
    const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
    if (!isReferable(code)) {
      refuseAt(xml, offset + at, 'xmlControlCharacter', `Character reference '${match[0]}' is not allowed; write the character itself.`);
    }
  }
}

function isReferable(code: number): boolean {
  if (code > 0xffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  return !FORBIDDEN_CHARACTER.test(String.fromCharCode(code));
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
