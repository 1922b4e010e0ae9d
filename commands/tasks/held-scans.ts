import { Rejection } from '../../errors.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import type { CaseAt } from '../case-command.ts';
import { requireServable } from '../uploads/scan-state.ts';
import type { PaperAct } from './paper-act.ts';

/** Ids of the stored files of the scans. Throws validation `scanMissing` where one is not stored, or has another number of pages; conflict `uploadBlocked`, `uploadNotScanned`. */
export async function heldScans({ services, loaded, actor, now }: CaseAt, paper: PaperAct | undefined): Promise<readonly string[]> {
  const scans = paper?.scans ?? [];
  const found = await findUploads(
    services.db,
    { caseId: loaded.case.id, account: actor.account, now },
    scans.map(({ sha256 }) => sha256),
  );
  return scans.map(({ name, sha256, pages }, at) => {
    const upload = found.get(sha256);
    if (upload?.pages === pages) {
      requireServable(services, upload);
      return upload.id;
    }
    const path = `/paper/scans/${at}`;
    throw new Rejection('validation', 'scanMissing', `Expected scan '${sha256}' of ${pages} pages to be stored.`, {
      details: { document: name },
      problems: [
        { code: 'scanMissing', path, message: 'Expected a scan that is stored, with its number of pages.', details: { document: name } },
      ],
    });
  });
}

export const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
