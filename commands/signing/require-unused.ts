/** A scan is certified once: brought again, last month's report would pass for that of this month. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { Session } from '../../store/connection.ts';
import { loadContent } from '../../store/repositories/documents.ts';
import type { CaseDocument } from '../../store/signing-contract.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { isCopy } from './document-route.ts';
import { moduleDocument } from './module-document.ts';

/** what a mark and its signature add to a scan: documents of another size are not read */
const MOST_ADDED = 1_000_000;

/** `definition`: of the task; `scans`: by key of their documents; `documents`: all of the case. What was taken back may be brought again. Throws validation `scanUsed`. */
export async function requireUnused(
  at: CaseAt,
  definition: string,
  scans: ReadonlyMap<string, Upload>,
  documents: readonly CaseDocument[],
): Promise<void> {
  const { db } = at.services;
  const copies = documents.filter(
    ({ recalledAt, revisions: [first] }) => recalledAt === undefined && isCopy({ field: first?.field ?? '' }),
  );
  for (const [key, scan] of scans) {
    const twin = [...scans].find(([other, { contentSha256 }]) => other !== key && contentSha256 === scan.contentSha256);
    if (twin) throw used(key, (await moduleDocument(at, definition, twin[0]))?.name.vi ?? twin[0]);
    for (const copy of copies) if (await isOf(db, copy, scan)) throw used(key, copy.name);
  }
}

/** A copy begins with the bytes of its scan, and its signature names the hash of what was sent: a picture may have become another page since. */
async function isOf(db: Session, copy: CaseDocument, { contentSize, contentSha256, sha256 }: Upload): Promise<boolean> {
  const size = copy.revisions[0]?.size ?? 0;
  if (size < contentSize || size > contentSize + MOST_ADDED) return false;
  const bytes = await loadContent(db, copy.caseId, copy.sha256);
  if (!bytes) return false;
  const start = createHash('sha256').update(bytes.subarray(0, contentSize)).digest('hex');
  return start === contentSha256 || bytes.includes(Buffer.from(sha256, 'utf16le').swap16().toString('hex'));
}

const used = (document: string, other: string): Rejection =>
  new Rejection('validation', 'scanUsed', `Expected a scan of its own for '${document}', but it is that of '${other}'.`, {
    details: { document, other },
  });
