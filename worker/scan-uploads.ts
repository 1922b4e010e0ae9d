/**
 * Files that lie here are scanned for malware: those that came while the scanner did not answer, and all others again when the signatures have
 * become others. What is found is told and blocked; who dies meanwhile loses nothing.
 */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { runCommand } from '../commands/run-command.ts';
import type { FileScanner } from '../commands/uploads/file-scanner.ts';
import { scanNext } from '../commands/uploads/scan-next.ts';
import { Transient } from '../errors.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { claimScans, openClaimed, postponeScan, saveClean, type ClaimedScan } from '../store/queues/scans.ts';
import type { Upload } from '../store/upload-contract.ts';
import { each } from './each.ts';
import { delayAfter, laterThan, messageOf } from './outlook.ts';

const BATCH = 10;
/** the others are for who waits at the door */
const WIDTH = 2;
/** longer than clamd's own limit (MaxScanTime) */
const WITHIN_MS = 150_000;
/** longer than a batch takes at its slowest */
const CLAIM_MS = 1_200_000;
const FIRST_MS = 10_000;
const MOST_MS = 3_600_000;
/** so many tries are told to a person, who can see why */
const TELL_AFTER = 5;
/** who runs it, and who answers for what it keeps */
const ROLES = ['sysadmin', 'data-steward'];

/** One batch; true when there may be more. A node without a scanner leaves it to those that have one. */
export async function scanUploads(services: Services): Promise<boolean> {
  const { scanner, db, clock } = services;
  if (!scanner) return false;
  const version = await versionOf(services, scanner);
  if (version === undefined) return false;
  const now = clock();
  const claimed = await claimScans(db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: BATCH });
  if (claimed.length === 0) return false;
  crashPoint('scansClaimed');
  await each(claimed, WIDTH, async (one) => await scan(services, { scanner, version }, one));
  return claimed.length === BATCH;
}

/** Undefined while it does not answer: then nothing is claimed, and all of it is there when it does again. */
async function versionOf({ logger }: Services, scanner: FileScanner): Promise<string | undefined> {
  try {
    return await scanner.version();
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    logger.warn({ error }, 'the scanner does not answer: files wait');
    return undefined;
  }
}

interface Opened {
  readonly upload: Upload;
  readonly content: Buffer;
}

interface With {
  readonly scanner: FileScanner;
  readonly version: string;
}

async function scan(services: Services, how: With, claimed: ClaimedScan): Promise<void> {
  const { db, logger } = services;
  let upload: Upload | undefined;
  try {
    const opened = await openClaimed(db, claimed);
    if (!opened) return;
    upload = opened.upload;
    const limit = await settle(services, how, claimed, opened);
    if (limit === undefined) return;
    logger.error({ upload: claimed.id, limit }, 'a file is beyond the limits of the scanner: let it take files of upload.bytes');
  } catch (error) {
    logger.error({ error: messageOf(error), upload: claimed.id }, 'a file could not be scanned for malware');
  }
  await postpone(services, claimed, upload);
}

/** The limit of the scanner that kept it from a verdict. Throws Transient. */
async function settle(
  services: Services,
  { scanner, version }: With,
  claimed: ClaimedScan,
  { upload, content }: Opened,
): Promise<string | undefined> {
  const found = await scanner.scan(content, WITHIN_MS);
  if (found.verdict === 'beyond') return found.limit;
  if (found.verdict === 'found') {
    await block(services, upload, { finding: found.finding, scanner: version });
    return undefined;
  }
  const at = services.clock();
  await saveClean(services.db, claimed, { at, scanner: version, next: await scanNext(services, { scannedAt: at }, at) });
  crashPoint('scanSaved');
  return undefined;
}

/** Told first: who dies in between finds it again. */
async function block(services: Services, upload: Upload, found: { readonly finding: string; readonly scanner: string }): Promise<void> {
  const { id, caseId, account, sha256 } = upload;
  services.logger.error({ upload: id, sha256, ...found, ...(caseId !== undefined && { caseId }) }, 'malware was found in a stored file');
  await tell(services, upload, 'upload-infected', { accounts: [account], data: { finding: found.finding, sha256 } });
  crashPoint('findingTold');
  await runCommand<'blockUpload'>(services, WORKER_ACTOR, { type: 'blockUpload', upload: id, ...found });
  crashPoint('uploadBlocked');
}

/** Of a file that no scanner has seen yet, a person is told after a while. */
async function postpone(services: Services, claimed: ClaimedScan, upload: Upload | undefined): Promise<void> {
  const { db, clock, random } = services;
  const { tries } = claimed;
  if (upload && upload.scannedAt === undefined && tries >= TELL_AFTER)
    await tell(services, upload, 'uploads-unscanned', { accounts: [], data: { tries, sha256: upload.sha256, size: upload.size } });
  await postponeScan(db, claimed, laterThan(clock(), delayAfter(tries, random, FIRST_MS, 2, MOST_MS)));
}

/** Once for each file. */
async function tell(
  services: Services,
  { id, caseId }: Upload,
  template: string,
  { accounts, data }: { readonly accounts: readonly string[]; readonly data: Record<string, string | number> },
): Promise<void> {
  const notice = { id: `upload:${id}:${template}`, template, to: { roles: ROLES, accounts }, data, caseId };
  await saveNotices(services.db, await noticeOf(services, notice), services.clock());
}
