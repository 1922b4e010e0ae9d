/**
 * The faces of the type (Tinos: the metrics of Times, all Vietnamese letters), parsed once for the life of the process. Text is set letter
 * by letter: one code point, one glyph, no ligatures and no kerning, as the word processors of offices set it. So the glyphs of a text
 * do not depend on what was set before, which the font library cannot promise: it keeps the code point of whoever came first.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { Rejection, required } from '../../errors.ts';
import { createSubset } from './lean-subset.ts';

const FILES = {
  regular: '400Regular/Tinos_400Regular',
  bold: '700Bold/Tinos_700Bold',
  italic: '400Regular_Italic/Tinos_400Regular_Italic',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic',
} as const;

export type FaceName = keyof typeof FILES;

interface Glyph {
  readonly id: number;
  /** in units of the font */
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[];
  readonly advanceWidth: number;
}

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const opened = new Map<FaceName, Face>();
const locate = createRequire(import.meta.url);

/** The font file is read and parsed at the first call. */
export function faceOf(name: FaceName): Face {
  const known = opened.get(name);
  if (known) return known;
  const face = new Face(name, fontkit.create(readFileSync(locate.resolve(`@expo-google-fonts/tinos/${FILES[name]}.ttf`))) as fontkit.Font);
  opened.set(name, face);
  return face;
}

export class Face {
  readonly name: FaceName;
  readonly font: fontkit.Font;
  /** what pdfkit embeds: the font, with our way to set text */
  readonly embeddable: fontkit.Font;
  readonly #glyphs = new Map<number, Glyph>();

  constructor(name: FaceName, font: fontkit.Font) {
    this.name = name;
    this.font = font;
    this.embeddable = Object.assign(Object.create(font) as fontkit.Font, {
      layout: (text: string, features?: { readonly wordSpacing?: number }) => this.#layout(text, features?.wordSpacing ?? 0),
      createSubset: () => createSubset(font),
    }) as fontkit.Font;
  }

  /** Width of a text in points. Throws Rejection validation `documents.letterMissing` naming the letter. */
  width(text: string, size: number): number {
    let units = 0;
    for (const character of text) units += this.glyph(required(character.codePointAt(0), 'a character')).advanceWidth;
    return (units * size) / this.font.unitsPerEm;
  }

  glyph(codePoint: number): Glyph {
    const known = this.#glyphs.get(codePoint);
    if (known) return known;
    const drawn = codePoint === NO_BREAK_SPACE ? SPACE : codePoint;
    if (!this.font.hasGlyphForCodePoint(drawn)) throw letterMissing(codePoint);
    const { id, advanceWidth } = this.font.glyphForCodePoint(drawn);
    // as PDF states widths, in whole thousandths: what is measured is what a reader adds up
    const width = (Math.round((advanceWidth * 1000) / this.font.unitsPerEm) * this.font.unitsPerEm) / 1000;
    const glyph = { id, advanceWidth: width, codePoints: [drawn] };
    this.#glyphs.set(codePoint, glyph);
    return glyph;
  }

  /** `wordSpacing`: what each space is wider, in thousandths of the size. pdfkit scales the positions in place: they are new each time. */
  #layout(text: string, wordSpacing: number): GlyphRun {
    const glyphs = Array.from(text, (character) => this.glyph(required(character.codePointAt(0), 'a character')));
    const wider = (wordSpacing * this.font.unitsPerEm) / 1000;
    const positions = glyphs.map((glyph) => {
      const xAdvance = glyph.advanceWidth + (glyph.codePoints[0] === SPACE ? wider : 0);
      return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: glyph.advanceWidth };
    });
    return {
      glyphs,
      positions,
      // asked for after pdfkit has scaled the positions
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  }
}

function letterMissing(codePoint: number): Rejection {
  const letter = String.fromCodePoint(codePoint);
  const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return new Rejection(
    'validation',
    'documents.letterMissing',
    `Expected letters that the font has, but it has none for '${letter}' (${code}).`,
    {
      details: {
        letter: code,
        reason: {
          vi: `Phông chữ của văn bản không có ký tự “${letter}” (${code}). Viết lại bằng chữ La-tinh.`,
          en: `The document's font has no letter “${letter}” (${code}). Write it in Latin letters.`,
        },
      },
    },
  );
}
