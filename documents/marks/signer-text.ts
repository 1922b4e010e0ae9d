/**
 * What a signature shows where there is no image of it: lines that say who signed and when. In the colours of images, and on the part of its place
 * that is its alone: the seal covers a third of the signature on its left (N30 PL I).
 */
import { FACTS } from '../page/page-facts.ts';
import type { Appearance, Size } from './appearance.ts';
import { textAppearance } from './text-appearance.ts';

const STYLE = { face: 'regular', size: FACTS.points.signer, align: 'left', middle: true } as const;

/** Of a person, blue, right of where a seal would be. */
export const personText = (lines: readonly string[], size: Size): Appearance =>
  textAppearance(lines, size, { ...STYLE, colour: FACTS.colours.signature, left: size.width * FACTS.seal.overlap });

/** Of an agency, red, left of the signature that its place lies over. `covered`: points of its width that do. */
export const agencyText = (lines: readonly string[], { width, height }: Size, covered: number): Appearance =>
  textAppearance(lines, { width: width - covered, height }, { ...STYLE, colour: FACTS.colours.seal });
