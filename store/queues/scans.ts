/** Files that a scanner is to look at: those that none has seen first, then those seen the longest ago. A claim hides a row for a while. */
import type { Database } from '../connection.ts';
import { findUpload, findUploadContent } from '../queries/find-uploads.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Upload } from '../upload-contract.ts';
import type { Claim } from './timers.ts';

const CLAIM = statement(`
  update upload u set scan_at = $2, scan_tries = u.scan_tries + 1
  from (select id from upload where finding is null and scan_at <= $1 order by (scanned_at is not null), scan_at limit $3 for update skip locked) d
  where u.id = d.id returning u.id, u.scan_tries as tries`);
const CLEAN = statement('update upload set scanned_at = $2, scanned_with = $3, scan_at = $4, scan_tries = 0 where id = $1');
const LATER = statement('update upload set scan_at = $2 where id = $1');

export interface ClaimedScan {
  readonly id: string;
  readonly tries: number;
}

export const claimScans = async (db: Database, { now, claimedUntil, limit }: Claim): Promise<readonly ClaimedScan[]> =>
  await rowsOf<ClaimedScan & object>(db, CLAIM, [now, claimedUntil, limit]);

/** Undefined once it is gone. */
export async function openClaimed(
  db: Database,
  { id }: ClaimedScan,
): Promise<{ readonly upload: Upload; readonly content: Buffer } | undefined> {
  const upload = await findUpload(db, id);
  const content = upload && (await findUploadContent(db, upload));
  return upload && content && { upload, content };
}

export async function saveClean(
  db: Database,
  { id }: ClaimedScan,
  { at, scanner, next }: { readonly at: string; readonly scanner: string; readonly next: string },
): Promise<void> {
  await rowsOf(db, CLEAN, [id, at, scanner, next]);
}

export const postponeScan = async (db: Database, { id }: ClaimedScan, nextAt: string): Promise<void> =>
  void (await rowsOf(db, LATER, [id, nextAt]));
