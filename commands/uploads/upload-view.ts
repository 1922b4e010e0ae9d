import { scanStateOf, type Scanning, type ScanState } from './scan-state.ts';
import type { Upload } from '../../store/upload-contract.ts';

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
  /** absent: a step of the case refers to it */
  readonly expiresAt?: string;
};

export function uploadView(services: Scanning, upload: Upload): UploadView {
  const { sha256, size, type, contentSha256, contentSize, pages, dpi, expiresAt } = upload;
  const content = { sha256: contentSha256, size: contentSize, pages, ...(dpi !== undefined && { dpi }) };
  return {
    id: `sha256:${sha256}`,
    sha256,
    size,
    type,
    content,
    scan: scanStateOf(services, upload),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
