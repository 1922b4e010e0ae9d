/** A part of a face as objects of a PDF (ISO 32000-2, 9.7): for text that is drawn after the document was made. */
import { deflateSync } from 'node:zlib';
import { required } from '../../errors.ts';
import type { Face } from '../page/face.ts';
import type { AddObject } from './appearance.ts';

interface Used {
  readonly index: number;
  readonly codePoint: number;
  readonly width: number;
}

/** As fontkit has it; its types say otherwise. */
interface Subset {
  includeGlyph(id: number): number;
  encode(): Uint8Array;
}

export class EmbeddedFace {
  readonly #face: Face;
  readonly #subset: Subset;
  readonly #used = new Map<number, Used>();

  constructor(face: Face) {
    this.#face = face;
    this.#subset = face.embeddable.createSubset() as unknown as Subset;
  }

  /** The operand of Tj. */
  encode(text: string): string {
    const codes = Array.from(text, (character) => this.#include(required(character.codePointAt(0), 'a character')));
    return `<${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}>`;
  }

  /** Adds the font with all that was encoded; gives its object number. */
  add(add: AddObject): number {
    const { font } = this.#face;
    const scale = 1000 / font.unitsPerEm;
    const name = `SIGNED+${font.postscriptName}`;
    const program = Buffer.from(this.#subset.encode());
    const file = add({ dict: `/Length1 ${program.length}/Filter/FlateDecode`, stream: deflateSync(program) });
    const { minX, minY, maxX, maxY } = font.bbox;
    const box = [minX, minY, maxX, maxY].map((edge) => Math.round(edge * scale)).join(' ');
    const metrics = `/ItalicAngle ${font.italicAngle}/Ascent ${Math.round(font.ascent * scale)}/Descent ${Math.round(font.descent * scale)}/CapHeight ${Math.round(font.capHeight * scale)}/StemV 80`;
    const descriptor = add(`<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box}]${metrics}/FontFile2 ${file.number} 0 R>>`);
    const widths = this.#sorted().map(({ index, width }) => `${index}[${width}]`);
    const descendant = add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor.number} 0 R/CIDToGIDMap/Identity/W[${widths.join('')}]>>`,
    );
    const toUnicode = add({ dict: '/Filter/FlateDecode', stream: deflateSync(Buffer.from(this.#characterMap())) });
    return add(
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant.number} 0 R]/ToUnicode ${toUnicode.number} 0 R>>`,
    ).number;
  }

  #include(codePoint: number): number {
    const { id, advanceWidth, codePoints } = this.#face.glyph(codePoint);
    const index = this.#subset.includeGlyph(id);
    const width = Math.round((advanceWidth * 1000 * 100) / this.#face.font.unitsPerEm) / 100;
    this.#used.set(index, { index, width, codePoint: codePoints[0] ?? codePoint });
    return index;
  }

  #sorted(): readonly Used[] {
    return [...this.#used.values()].toSorted((one, other) => one.index - other.index);
  }

  #characterMap(): string {
    const hex = (value: number): string => value.toString(16).padStart(4, '0');
    const rows = this.#sorted().map(({ index, codePoint }) => `<${hex(index)}> <${hex(codePoint)}>`);
    return [
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
      '/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
      '1 begincodespacerange <0000> <ffff> endcodespacerange',
      ...chunks(rows).map((chunk) => `${chunk.length} beginbfchar\n${chunk.join('\n')}\nendbfchar`),
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    ].join('\n');
  }
}

/** a block of a character map has at most a hundred rows */
const ROWS = 100;

function chunks(rows: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS));
}
