/**
 * The signatures of a file as a program finds them that knows nothing of PDF: each /ByteRange, what it covers, and the octets in its gap. It
 * shares no code with our reader, so that a fault there does not hide one here.
 */
export interface SignedPart {
  /** DER of the signed data */
  readonly der: Buffer;
  readonly covered: Buffer;
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g;

/** In the order of what they cover. Undefined where a range leaves out something else than one hexadecimal string. */
export function findSignedParts(pdf: Buffer): readonly SignedPart[] | undefined {
  const parts: (SignedPart & { readonly end: number })[] = [];
  for (const [, ...numbers] of pdf.toString('latin1').matchAll(BYTE_RANGE)) {
    const [start = -1, length = 0, next = 0, rest = 0] = numbers.map(Number);
    const gap = pdf.subarray(length, next).toString('latin1');
    const end = next + rest;
    if (start !== 0 || next < length || end > pdf.length || !/^<[0-9A-Fa-f]+>$/.test(gap)) return undefined;
    const der = withoutPadding(Buffer.from(gap.slice(1, -1), 'hex'));
    parts.push({ der, covered: Buffer.concat([pdf.subarray(0, length), pdf.subarray(next, end)]), end });
  }
  return parts.toSorted((a, b) => a.end - b.end);
}

/** A sequence of definite length ends where its length says; zeros fill the rest. */
function withoutPadding(der: Buffer): Buffer {
  const first = der[1] ?? 0;
  if (first < 0x80) return der.subarray(0, 2 + first);
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) return der;
  return der.subarray(0, 2 + octets + der.readUIntBE(2, octets));
}
