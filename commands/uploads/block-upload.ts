/** Malware was found in a file that lies here: from now on nobody is given it, and that is on record. */
import { blockStored } from '../../store/repositories/uploads.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';

export const blockUpload: PlainCommandOf<'blockUpload'> = {
  kind: 'plain',
  by: 'system',
  answer: 'kept',
  async run({ actor: { account } }, { services: { db, rootUnit }, input: { upload, ...found } }, now) {
    return { blocked: isUuid(upload) && (await blockStored(db, upload, found, { account, now, over: rootUnit })) };
  },
};
