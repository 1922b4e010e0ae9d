/** A second person lets an image stand on pages, or not. */
import { notFound, requirePermission } from '../../../casework/require-permission.ts';
import { Rejection } from '../../../errors.ts';
import { byRight } from '../../../store/by-right.ts';
import { recordAct } from '../../../store/repositories/acts.ts';
import { findSigningImage } from '../../../store/queries/signing-images.ts';
import { decideSigningImage as decide } from '../../../store/repositories/signing-images.ts';
import type { PlainCommandOf } from '../../case-command.ts';
import { requireText } from '../../check-text.ts';
import { isUuid } from '../../is-uuid.ts';
import { imageHolder } from './image-holder.ts';

/** Throws notFound `signingImageNotFound`; forbidden `ownProposal`; conflict `imageDecided`. */
export const decideSigningImage: PlainCommandOf<'decideSigningImage'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs, persons }, { services, input }, now) {
    const image = isUuid(input.image) ? await findSigningImage(services.db, input.image) : undefined;
    if (!image) throw notFound('SigningImage');
    const { unitPath } = await imageHolder(services, image);
    requirePermission(ability, 'decide', 'SigningImage', { unitPath });
    if ([...persons, actor.account].some((one) => one === image.proposedBy || one === image.account))
      throw new Rejection('forbidden', 'ownProposal', 'Expected another person than the one who proposed it.');
    const reason = requireText(input.reason, 'reason');
    const { approve } = input;
    const { account, person = account } = actor;
    return await byRight(services.db, epochs, async (tx) => {
      const isFirst = await decide(tx, { image: image.id, approved: approve, reason, account, person, at: now });
      if (!isFirst) throw new Rejection('conflict', 'imageDecided', 'Expected an image that nobody has decided yet.');
      const act = approve ? 'approveSigningImage' : 'refuseSigningImage';
      const outcome = { sha256: image.sha256 ?? null, proposedBy: image.account };
      await recordAct(tx, { at: now, actor, epoch: epochs[0]?.epoch, act, subject: image.id, unitPath, reason, outcome });
      return { approved: approve };
    });
  },
};
