import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import { uploadSetting } from './upload-setting.ts';

const HOUR_MS = 3_600_000;

/** When a scanner is to look at a file next: with the signatures of then, or at once where none has. */
export async function scanNext(services: Pick<Services, 'law'>, { scannedAt }: Pick<Upload, 'scannedAt'>, now: string): Promise<string> {
  if (scannedAt === undefined) return now;
  return new Date(Date.parse(scannedAt) + (await uploadSetting(services, 'upload.rescan', now)) * HOUR_MS).toISOString();
}
