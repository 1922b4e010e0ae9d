/** Images of the made-up signatures and seals of the demonstration. Whoever has one already, or had one, keeps it as it is. */
import { createHash } from 'node:crypto';
import type { Services } from '../../commands/contract.ts';
import { imageLimits } from '../../commands/signing/images/image-limits.ts';
import { normalInk } from '../../documents/marks/normal-ink.ts';
import { localDate } from '../../engine/time-values.ts';
import { listSigningImages, type ImageHolder } from '../../store/queries/signing-images.ts';
import { addSigningImage, decideSigningImage } from '../../store/repositories/signing-images.ts';
import { demoSeal, demoSignature } from './draw-images.ts';

const REASON = 'DEMO – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ';

export async function seedImages(
  services: Services,
  { persons, agencies }: { readonly persons: readonly string[]; readonly agencies: readonly string[] },
): Promise<void> {
  for (const person of persons) await seedImage(services, { person }, () => demoSignature(person));
  // the same of all: each says DEMO instead of a name
  const seal = agencies.length > 0 ? demoSeal() : Buffer.alloc(0);
  for (const unitPath of agencies) await seedImage(services, { unitPath }, () => seal);
}

async function seedImage(services: Services, holder: ImageHolder, draw: () => Buffer): Promise<void> {
  const { db, clock, newId } = services;
  if ((await listSigningImages(db, holder)).length > 0) return;
  const at = clock();
  const png = normalInk(draw(), await imageLimits(services, at));
  const sha256 = createHash('sha256').update(png).digest('hex');
  const [id, by] = [newId(), { account: 'system:installer', proposedBy: 'system:installer', reason: REASON, at }];
  await addSigningImage(db, { ...holder, id, validFrom: localDate(Date.parse(at)), sha256, ...by }, png);
  await decideSigningImage(db, { image: id, approved: true, reason: REASON, account: 'system:demo', person: 'system:demo', at });
}
