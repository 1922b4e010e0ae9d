import { Rejection } from '../../errors.ts';

export type UploadFault =
  | 'uploadEmpty'
  | 'uploadType'
  | 'uploadUnreadable'
  | 'uploadActive'
  | 'uploadPages'
  | 'uploadPixels'
  | 'uploadCostly'
  | 'uploadInfected'
  | 'uploadUnscannable';

/** A file that is not taken: nothing of it is kept. */
export const uploadRefused = (
  code: UploadFault,
  message: string,
  details: Record<string, string | number> = {},
  cause?: unknown,
): Rejection => new Rejection('validation', code, message, { details, cause });
