/**
 * The part of a font that a document uses, without the programs that fit glyphs to the pixels of a screen: they are as large as the outlines,
 * and nobody prints a document at so few dots that it would show. Without them an embedded face is half as large.
 */
import type * as fontkit from 'fontkit';

/** of a simple glyph, after the number of contours and the box (OpenType, table glyf) */
const HEADER_BYTES = 10;
const HAS_INSTRUCTIONS = 0x0100;

interface TrueTypeSubset extends fontkit.Subset {
  readonly font: object;
  readonly glyf: Buffer[];
  readonly loca: { offsets: number[] };
  offset: number;
  _addGlyph(id: number): number;
}

export function createSubset(font: fontkit.Font): fontkit.Subset {
  // tables of programs that glyphs no longer call
  const lean = Object.create(font, { 'cvt ': NOTHING, prep: NOTHING, fpgm: NOTHING }) as fontkit.Font;
  const subset = lean.createSubset() as TrueTypeSubset;
  const addGlyph = subset._addGlyph.bind(subset);
  subset._addGlyph = (id) => {
    const index = addGlyph(id);
    const whole = subset.glyf[index];
    if (whole === undefined) return index;
    const stripped = withoutProgram(Buffer.from(whole.buffer, whole.byteOffset, whole.length));
    subset.glyf[index] = stripped;
    subset.offset -= whole.length - stripped.length;
    return index;
  };
  return subset;
}

const NOTHING = { value: undefined };

/** Padded to a multiple of four, as offsets of glyphs must be. */
function withoutProgram(glyph: Buffer): Buffer {
  if (glyph.length === 0) return glyph;
  const contours = glyph.readInt16BE(0);
  const stripped = contours >= 0 ? withoutSimpleProgram(glyph, contours) : withoutCompositeProgram(glyph);
  return Buffer.concat([stripped, Buffer.alloc((4 - (stripped.length % 4)) % 4)]);
}

function withoutSimpleProgram(glyph: Buffer, contours: number): Buffer {
  const at = HEADER_BYTES + contours * 2;
  const length = glyph.readUInt16BE(at);
  return Buffer.concat([glyph.subarray(0, at), Buffer.alloc(2), glyph.subarray(at + 2 + length)]);
}

/** The program of a composite stands after its last component. */
function withoutCompositeProgram(glyph: Buffer): Buffer {
  const copy = Buffer.from(glyph);
  let at = HEADER_BYTES;
  for (;;) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(flags & ~HAS_INSTRUCTIONS, at);
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    if (!(flags & 0x20)) return copy.subarray(0, at);
  }
}
