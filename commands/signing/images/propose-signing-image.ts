/**
 * The image of a person's signature, or of an agency's seal, as it is to stand on pages from a day on; or that none is to. Another person decides.
 * Of the file only its ink is kept, written anew.
 */
import { createHash } from 'node:crypto';
import { requirePermission } from '../../../casework/require-permission.ts';
import { normalInk } from '../../../documents/marks/normal-ink.ts';
import { localDate } from '../../../engine/time-values.ts';
import { byRight } from '../../../store/by-right.ts';
import { recordAct } from '../../../store/repositories/acts.ts';
import { addSigningImage } from '../../../store/repositories/signing-images.ts';
import { requireDate } from '../../bindings/checked-dates.ts';
import type { PlainCommandOf } from '../../case-command.ts';
import { requireText } from '../../check-text.ts';
import { invalidInput } from '../../invalid-input.ts';
import { imageHolder } from './image-holder.ts';
import { imageLimits } from './image-limits.ts';

/** Throws forbidden; validation `imageHolder`, `unitUnknown`, `imageBackdated`, `reasonRequired`, `documents.image`; notFound `personNotFound`. */
export const proposeSigningImage: PlainCommandOf<'proposeSigningImage'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const { holder, unitPath } = await imageHolder(services, input);
    requirePermission(ability, 'propose', 'SigningImage', { unitPath });
    const reason = requireText(input.reason, 'reason');
    const today = localDate(Date.parse(now));
    const validFrom = input.validFrom === undefined ? today : requireDate(input.validFrom, 'validFrom');
    if (validFrom < today)
      throw invalidInput('imageBackdated', 'validFrom', `Expected a day from ${today} on.`, 'imageBackdated', { today });
    const png = input.png === undefined ? undefined : normalInk(Buffer.from(input.png, 'base64'), await imageLimits(services, now));
    const sha256 = png && createHash('sha256').update(png).digest('hex');
    const { account, person = account } = actor;
    const id = services.newId();
    await byRight(services.db, epochs, async (tx) => {
      const kept = { ...holder, id, validFrom, reason, account, proposedBy: person, at: now, ...(sha256 !== undefined && { sha256 }) };
      await addSigningImage(tx, kept, png);
      const outcome = { ...holder, validFrom, sha256: sha256 ?? null };
      await recordAct(tx, { at: now, actor, epoch: epochs[0]?.epoch, act: 'proposeSigningImage', subject: id, unitPath, reason, outcome });
    });
    return { image: id, ...(sha256 !== undefined && { sha256 }) };
  },
};
