/**
 * A file at the door, before anything of ours reads it. Malware is refused, and that is on record. Where the scanner does not answer the file
 * is kept all the same, so that nobody brings it twice: it waits, given to nobody, until a worker has had it scanned.
 */
import { Transient } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { uploadRefused } from './refusal.ts';

/** somebody waits for the answer; a worker has more time */
const WITHIN_MS = 30_000;

export interface Incoming {
  readonly file: Buffer;
  readonly sha256: string;
  /** what it is brought for; undefined: a case that is about to begin */
  readonly of: { readonly id: string; readonly procedure: string; readonly unitPath: string } | undefined;
}

/** Of a clean file; nothing where none has looked at it. Throws validation `uploadInfected`, `uploadUnscannable`. */
export async function scanIncoming(
  services: Services,
  acting: Acting,
  incoming: Incoming,
  now: string,
): Promise<Pick<Upload, 'scannedAt' | 'scannedWith'>> {
  const { scanner, logger } = services;
  if (!scanner) return {};
  try {
    const scannedWith = await scanner.version();
    const found = await scanner.scan(incoming.file, WITHIN_MS);
    if (found.verdict === 'clean') return { scannedAt: now, scannedWith };
    const { sha256, file, of } = incoming;
    const seen = { sha256, size: file.length, scanner: scannedWith, ...(of && { caseId: of.id }) };
    if (found.verdict === 'found') {
      logger.error({ ...seen, finding: found.finding }, 'malware was found in a file that was brought, and refused');
      await record(services, acting, incoming, { ...seen, finding: found.finding }, now);
      throw uploadRefused('uploadInfected', 'Expected a file without malware.', { finding: found.finding });
    }
    logger.error({ ...seen, limit: found.limit }, 'a file is beyond the limits of the scanner: let it take files of upload.bytes');
    throw uploadRefused('uploadUnscannable', `Expected a file that the scanner looks at whole (${found.limit}).`);
  } catch (error) {
    if (!(error instanceof Transient) || error.code !== 'scannerUnavailable') throw error;
    logger.warn({ error }, 'the scanner does not answer: a file that was brought waits');
    return {};
  }
}

/** Throws conflict `rightsChanged`. */
async function record(
  { db, rootUnit }: Services,
  { actor, epochs }: Acting,
  { sha256, of }: Incoming,
  outcome: Record<string, string | number>,
  now: string,
): Promise<void> {
  const about = of ? { subject: of.id, procedure: of.procedure, unitPath: of.unitPath } : { subject: sha256, unitPath: rootUnit };
  const act = { at: now, actor, epoch: epochs[0]?.epoch, act: 'storeUpload', ...about, outcome: { refused: 'uploadInfected', ...outcome } };
  await byRight(db, epochs, async (tx) => await recordAct(tx, act));
}
