import { Rejection } from '../../errors.ts';
import { findUploads, type UploadReader } from '../../store/queries/find-uploads.ts';
import type { CaseAt } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { requireServable } from '../uploads/scan-state.ts';
import type { PaperAct, Scan } from './paper-act.ts';

/** Ids of the stored files of the scans of an act on paper. Throws what `storedScans` does. */
export async function heldScans({ services, loaded, actor, now }: CaseAt, paper: PaperAct | undefined): Promise<readonly string[]> {
  const reader = { caseId: loaded.case.id, account: actor.account, now };
  return await storedScans(services, reader, paper?.scans ?? [], '/paper/scans');
}

/**
 * Ids of the stored files. Throws validation `scanMissing` at `path` where one is not stored, or has another number of pages; conflict
 * `uploadBlocked`, `uploadNotScanned`.
 */
export async function storedScans(
  services: Services,
  reader: UploadReader,
  scans: readonly Scan[],
  path: string,
): Promise<readonly string[]> {
  const found = await findUploads(
    services.db,
    reader,
    scans.map(({ sha256 }) => sha256),
  );
  return scans.map(({ name, sha256, pages }, at) => {
    const upload = found.get(sha256);
    if (upload?.pages === pages) {
      requireServable(services, upload);
      return upload.id;
    }
    throw new Rejection('validation', 'scanMissing', `Expected scan '${sha256}' of ${pages} pages to be stored.`, {
      details: { document: name },
      problems: [
        {
          code: 'scanMissing',
          path: `${path}/${at}`,
          message: 'Expected a scan that is stored, with its number of pages.',
          details: { document: name },
        },
      ],
    });
  });
}

export const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
