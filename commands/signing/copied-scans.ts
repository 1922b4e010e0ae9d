/** The scans of which an agency makes certified copies: they must lie here, and be what the law calls a scan of a paper document. */
import { Rejection } from '../../errors.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { requireServable } from '../uploads/scan-state.ts';
import { uploadSetting } from '../uploads/upload-setting.ts';
import { copyFault } from './copy-fault.ts';
import type { CopyInput } from './copy-input.ts';
import { moduleDocument } from './module-document.ts';

/** By key of the document; `definition`: of the task. Throws validation `scanMissing`, `scanNotPaper`, `scanCoarse`, `scanGrey`, conflict `uploadBlocked`, `uploadNotScanned`. */
export async function copiedScans(at: CaseAt, definition: string, copies: readonly CopyInput[]): Promise<ReadonlyMap<string, Upload>> {
  const { services, loaded, actor, now } = at;
  if (copies.length === 0) return new Map();
  const reader = { caseId: loaded.case.id, account: actor.account, now };
  const found = await findUploads(
    services.db,
    reader,
    copies.map(({ scan }) => scan),
  );
  const least = await uploadSetting(services, 'upload.resolution', now);
  const scans = new Map<string, Upload>();
  for (const { document, scan } of copies) {
    const upload = found.get(scan);
    const name = (await moduleDocument(at, definition, document))?.name.vi ?? document;
    if (!upload) throw refused('scanMissing', name, { scan });
    requireServable(services, upload);
    const fault = copyFault(upload, least);
    if (fault) throw refused(fault.code, name, fault);
    scans.set(document, upload);
  }
  return scans;
}

const refused = (code: string, document: string, details: object): Rejection =>
  new Rejection('validation', code, `Expected a scan of paper for the copy of '${document}' (${code}).`, {
    details: { document, ...details },
  });
