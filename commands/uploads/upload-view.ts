import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import { copyFault, type CopyFault } from '../signing/copy-fault.ts';
import { scanStateOf, type ScanState } from './scan-state.ts';
import { uploadSetting } from './upload-setting.ts';

/** What a form, or an act on paper, refers to it by; and what is kept. */
export type UploadView = {
  readonly id: string;
  /** of what was sent: hex SHA-256, bytes, media type by content */
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
  /** of the PDF that is kept */
  readonly content: { readonly sha256: string; readonly size: number; readonly pages: number; readonly dpi?: number };
  readonly scan: ScanState;
  /** why an agency makes no certified copy of it; absent: it does */
  readonly copyFault?: CopyFault;
  /** absent: a step of the case refers to it */
  readonly expiresAt?: string;
};

export async function uploadView(services: Services, upload: Upload, now: string): Promise<UploadView> {
  const { sha256, size, type, contentSha256, contentSize, pages, dpi, expiresAt } = upload;
  const fault = copyFault(upload, await uploadSetting(services, 'upload.resolution', now));
  const content = { sha256: contentSha256, size: contentSize, pages, ...(dpi !== undefined && { dpi }) };
  return {
    id: `sha256:${sha256}`,
    sha256,
    size,
    type,
    content,
    scan: scanStateOf(services, upload),
    ...(fault && { copyFault: fault }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
