/**
 * A file comes in: scanned for malware, read apart, normalised, encrypted, kept by the hash of what was sent. The same again is answered without being read. It
 * is nobody's but the sender's until a step of the case refers to it.
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { countWaiting, findUploads } from '../../store/queries/find-uploads.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { addUpload, prolongUploads, type NewUpload } from '../../store/repositories/uploads.ts';
import type { CaseRecord } from '../../store/contract.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { isUuid } from '../is-uuid.ts';
import type { Acting } from '../rights/acting.ts';
import { caseOfReceipt } from '../deliveries/receipt-scans.ts';
import { keptUntil } from './kept-until.ts';
import { normaliseApart } from './normalise-apart.ts';
import { uploadRefused } from './refusal.ts';
import { scanIncoming } from './scan-incoming.ts';
import { scanNext } from './scan-next.ts';
import { uploadSetting } from './upload-setting.ts';
import { requireVisible } from './visible-case.ts';
import { showUpload } from './show-upload.ts';

export const storeUpload: PlainCommandOf<'storeUpload'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  covered: true,
  async run(acting, { services, input: { file, ...place } }, now) {
    const of = await placeOf(services, acting, place, now);
    const caseId = of?.id;
    if (file.length === 0) throw uploadRefused('uploadEmpty', 'Expected a file that is not empty.');
    const most = await uploadSetting(services, 'upload.bytes', now);
    if (file.length > most)
      throw new Rejection('validation', 'uploadTooLarge', `Expected at most ${most} bytes.`, { details: { limit: most } });
    const sha256 = hashOf(file);
    const expiresAt = await keptUntil(services, now);
    const { account } = acting.actor;
    const earlier = (await findUploads(services.db, { caseId, account, now }, [sha256])).get(sha256);
    if (earlier?.finding !== undefined)
      throw uploadRefused('uploadInfected', 'Expected a file without malware.', { finding: earlier.finding });
    if (earlier) return await showUpload(services, await prolonged(services, acting, earlier, expiresAt), now);
    await requireRoom(services, account, now);
    const scan = await scanIncoming(services, acting, { file, sha256, of }, now);
    const { type, content, pages, dpi, colour, notCopyable } = await normalised(services, file, now);
    crashPoint('uploadNormalised');
    const upload: NewUpload = {
      id: services.newId(),
      account,
      sha256,
      size: file.length,
      type,
      pages,
      colour,
      expiresAt,
      contentSha256: hashOf(content),
      contentSize: content.length,
      scanAt: await scanNext(services, scan, now),
      ...scan,
      ...(caseId !== undefined && { caseId }),
      ...(dpi !== undefined && { dpi }),
      ...(notCopyable !== undefined && { notCopyable }),
    };
    await byRight(services.db, acting.epochs, async (tx) => await addUpload(tx, upload, content, now));
    crashPoint('uploadStored');
    return await showUpload(services, upload, now);
  },
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

type Place = Pick<CaseRecord, 'id' | 'procedure' | 'unitPath'>;

/** What it is brought for; undefined: a case that is about to begin. */
async function placeOf(
  services: Services,
  acting: Acting,
  { caseId, delivery }: { readonly caseId?: string; readonly delivery?: number },
  now: string,
): Promise<Place | undefined> {
  if (delivery !== undefined) return await caseOfReceipt(services, acting.ability, delivery);
  return caseId === undefined ? undefined : await requireOpenCase(services, acting, caseId, now);
}

/** To whoever sees the case, or one of its open tasks. Throws notFound `caseNotFound`, conflict `caseEnded`. */
async function requireOpenCase({ db }: Services, { ability }: Acting, caseId: string, now: string): Promise<CaseRecord> {
  const loaded = requireVisible(ability, isUuid(caseId) ? await loadCase(db, caseId, { now }) : undefined);
  if (loaded.case.status === 'ended')
    throw new Rejection('conflict', 'caseEnded', `Expected case ${caseId} to be running, but it has ended.`);
  return loaded.case;
}

async function prolonged({ db }: Services, { epochs }: Acting, upload: Upload, expiresAt: string): Promise<Upload> {
  if (upload.expiresAt === undefined) return upload;
  await byRight(db, epochs, async (tx) => await prolongUploads(tx, [upload.id], expiresAt));
  return { ...upload, expiresAt };
}

/** Throws tooMany `uploadsWaiting`: what one account brings and never uses would fill the disk. */
async function requireRoom(services: Services, account: string, now: string): Promise<void> {
  const most = await uploadSetting(services, 'upload.waiting', now);
  if ((await countWaiting(services.db, account, now)) < most) return;
  throw new Rejection('tooMany', 'uploadsWaiting', `Expected less than ${most} bytes that no step refers to.`, {
    details: { limit: most },
  });
}

async function normalised(services: Services, file: Buffer, now: string) {
  const [pages, pixels, resolution] = await Promise.all([
    uploadSetting(services, 'upload.pages', now),
    uploadSetting(services, 'upload.pixels', now),
    uploadSetting(services, 'upload.resolution', now),
  ]);
  return await normaliseApart({ file, limits: { pages, pixels, resolution }, at: Date.parse(now) });
}
