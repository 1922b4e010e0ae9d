/**
 * What a signature shows on the page, before it is given: the image of the person's signature, blue; of the agency's seal, red, over a third of it on
 * the left (N30 PL I); in words where there is none. What is shown is what is signed.
 */
import { sizeOf } from '../../documents/marks/appearance.ts';
import { sealAppearance, signatureAppearance } from '../../documents/marks/ink-appearance.ts';
import { agencyText, personText } from '../../documents/marks/signer-text.ts';
import { signingTime } from '../../documents/marks/text-appearance.ts';
import { localDate } from '../../engine/time-values.ts';
import type { Appearance, Rectangle } from '../../signing/pdf/appearance.ts';
import { readSignaturePlaces } from '../../signing/pdf/read-signature-places.ts';
import { findAgencyHolder } from '../../store/queries/agency-number.ts';
import { loadImageInForce } from '../../store/queries/signing-images.ts';
import type { Services } from '../contract.ts';
import type { KeyHolder } from './signing-services.ts';
import texts from './texts.json' with { type: 'json' };

interface Shown {
  readonly field: string;
  /** the document as it is */
  readonly bytes: Buffer;
  /** as the certificate names the signer */
  readonly signer: string;
  readonly now: string;
}

/** Undefined where the page has no place for it. */
export async function signatureLook(
  { db }: Pick<Services, 'db'>,
  holder: KeyHolder,
  { field, bytes, signer, now }: Shown,
): Promise<Appearance | undefined> {
  const places = readSignaturePlaces(bytes);
  const place = places.get(field);
  const size = place && sizeOf(place);
  if (!size || size.width <= 0 || size.height <= 0) return undefined;
  const time = Date.parse(now);
  const lines = [`${texts.signedBy.vi} ${signer}`, ...signingTime(time).split('T')];
  if (holder.capacity === 'personal') {
    const image = await loadImageInForce(db, { person: holder.person }, localDate(time));
    return image ? signatureAppearance(image, size) : personText(lines, size);
  }
  const agency = await findAgencyHolder(db, holder.unitPath);
  const image = agency && (await loadImageInForce(db, { unitPath: agency.unitPath }, localDate(time)));
  return image ? sealAppearance(image, size) : agencyText(lines, size, coveredBy(place, field, places));
}

/** Points of the width of a seal's place that lie over a signature. */
function coveredBy([left, bottom, right, top]: Rectangle, field: string, places: ReadonlyMap<string, Rectangle>): number {
  const over = [...places].filter(([name, [l, b, r, t]]) => name !== field && l > left && l < right && r > l && b < top && t > bottom);
  return Math.max(0, ...over.map(([, [start]]) => right - start));
}
