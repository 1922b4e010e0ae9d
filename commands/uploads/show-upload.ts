import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import { copyFault } from '../signing/copy-fault.ts';
import { scanStateOf } from './scan-state.ts';
import { uploadSetting } from './upload-setting.ts';
import type { UploadView } from './upload-view.ts';

export async function showUpload(services: Services, upload: Upload, now: string): Promise<UploadView> {
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
