import type { Services } from '../contract.ts';
import { uploadSetting } from './upload-setting.ts';

const HOUR_MS = 3_600_000;

/** Until when a file is kept that no step refers to. */
export async function keptUntil(services: Services, now: string): Promise<string> {
  return new Date(Date.parse(now) + (await uploadSetting(services, 'upload.keep', now)) * HOUR_MS).toISOString();
}
