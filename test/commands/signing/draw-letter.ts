import { randomBytes } from 'node:crypto';
import type { PageOrder } from '../../../commands/signing/signing-services.ts';
import { addFields } from '../../../signing/pdf/add-fields.ts';
import { letter } from '../../signing/pdfs/letter.ts';

/** A letter with the fields of its route, one above the other. */
export async function drawLetter({ fields }: PageOrder): Promise<Buffer> {
  const specs = fields.map(({ field }, at) => ({
    name: field,
    kind: 'signature' as const,
    page: 0,
    rectangle: [72, 200 + at * 60, 232, 240 + at * 60] as const,
  }));
  return await Promise.resolve(addFields(letter(), specs, randomBytes));
}
