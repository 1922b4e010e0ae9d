/**
 * Personal signatures in blue and seals in red (N30 PL I, procedures.md E.3). The scan gives only the shape: the colour is the prescribed one,
 * and what was white or transparent lets the page through.
 */
import { deflateSync } from 'node:zlib';
import { FACTS } from '../page/page-facts.ts';
import { coordinate, type Appearance, type Size } from './appearance.ts';
import { readInk, type Ink } from './read-ink.ts';

/** Image of the signature of a person, blue, as large as fits the field, in its middle. Throws Rejection `documents.image`. */
export const signatureAppearance = (png: Buffer, size: Size): Appearance => inkAppearance(readInk(png), size, FACTS.colours.signature);

/** Image of the seal, red, as large as its field: the place of a seal has the size of the real one. Throws Rejection `documents.image`. */
export const sealAppearance = (png: Buffer, size: Size): Appearance => inkAppearance(readInk(png), size, FACTS.colours.seal);

function inkAppearance(ink: Ink, { width, height }: Size, colour: readonly number[]): Appearance {
  const scale = Math.min(width / ink.width, height / ink.height);
  const [drawnWidth, drawnHeight] = [ink.width * scale, ink.height * scale];
  const matrix = [drawnWidth, 0, 0, drawnHeight, (width - drawnWidth) / 2, (height - drawnHeight) / 2].map(coordinate);
  return {
    content: `q ${matrix.join(' ')} cm /Ink Do Q`,
    resources: (add) => {
      const mask = add({
        dict: `/Type/XObject/Subtype/Image/Width ${ink.width}/Height ${ink.height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
        stream: deflateSync(ink.coverage),
      });
      // one pixel of the colour, seen through the ink
      const octets = Buffer.from(colour.map((share) => Math.round(share * 255)));
      const image = add({
        dict: `/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/SMask ${mask.number} 0 R`,
        stream: octets,
      });
      return `/XObject<</Ink ${image.number} 0 R>>`;
    },
  };
}
