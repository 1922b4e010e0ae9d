/** The scans of which an agency makes certified copies: they must lie here, and be what the law calls a scan of a paper document. */
import { Rejection } from '../../errors.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { requireServable } from '../uploads/scan-state.ts';
import { uploadSetting } from '../uploads/upload-setting.ts';
import type { CopyInput } from './copy-input.ts';

/** By key of the document. Throws validation `scanMissing`, `scanNotPaper`, `scanCoarse`, `scanGrey`, conflict `uploadBlocked`, `uploadNotScanned`. */
export async function copiedScans(
  { services, loaded, actor, now }: CaseAt,
  copies: readonly CopyInput[],
): Promise<ReadonlyMap<string, Upload>> {
  if (copies.length === 0) return new Map();
  const reader = { caseId: loaded.case.id, account: actor.account, now };
  const found = await findUploads(
    services.db,
    reader,
    copies.map(({ scan }) => scan),
  );
  // N30 PL I, part II: at least 200 dpi, in colour
  const least = await uploadSetting(services, 'upload.resolution', now);
  return new Map(
    copies.map(({ document, scan }) => {
      const upload = found.get(scan);
      if (!upload) throw refused('scanMissing', document, { scan });
      requireServable(services, upload);
      requireScan(upload, document, least);
      return [document, upload];
    }),
  );
}

function requireScan({ notCopyable, dpi, colour }: Upload, document: string, least: number): void {
  if (notCopyable !== undefined || dpi === undefined) throw refused('scanNotPaper', document, { found: notCopyable ?? 'drawn' });
  if (dpi < least) throw refused('scanCoarse', document, { least, found: dpi });
  if (!colour) throw refused('scanGrey', document, {});
}

const refused = (code: string, document: string, details: Record<string, unknown>): Rejection =>
  new Rejection('validation', code, `Expected a scan of paper for the copy of '${document}' (${code}).`, {
    details: { document, ...details },
  });
