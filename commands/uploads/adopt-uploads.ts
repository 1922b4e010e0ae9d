/** Files that were brought before there was a case are encrypted anew, by its key: they wait there for the step that begins it. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { findUploadContent } from '../../store/queries/find-uploads.ts';
import { addUpload, type NewUpload } from '../../store/repositories/uploads.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { Acting } from '../rights/acting.ts';
import { keptUntil } from './kept-until.ts';
import { scanNext } from './scan-next.ts';

/** Ids of those of the case; undefined where there are none. Throws conflict `uploadGone`. */
export async function adoptUploads(
  services: Services,
  { epochs }: Pick<Acting, 'epochs'>,
  caseId: string,
  uploads: readonly Upload[] | undefined,
  now: string,
): Promise<readonly string[] | undefined> {
  if (!uploads || uploads.length === 0) return undefined;
  const expiresAt = await keptUntil(services, now);
  const ids: string[] = [];
  for (const upload of uploads) {
    const content = await findUploadContent(services.db, upload);
    if (!content) throw new Rejection('conflict', 'uploadGone', 'Expected the files to be kept still, but one has expired.');
    const scanAt = await scanNext(services, upload, now);
    const own: NewUpload = { ...upload, id: services.newId(), caseId, expiresAt, scanAt };
    await byRight(services.db, epochs, async (tx) => await addUpload(tx, own, content, now));
    ids.push(own.id);
  }
  crashPoint('uploadsAdopted');
  return ids;
}
