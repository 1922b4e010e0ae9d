import type { CopyFault } from '../signing/copy-fault.ts';
import type { ScanState } from './scan-state.ts';

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
