/** Files that are brought for a case, before a step refers to them. */
import type { UploadView } from './uploads/upload-view.ts';

export interface UploadCommands {
  /**
   * `caseId` absent: for a case that is about to begin; `delivery`: a receipt of it, whose case may have ended. The same file again gets the same
   * answer.
   */
  storeUpload: [{ readonly caseId?: string; readonly delivery?: number; readonly file: Buffer }, UploadView];
  /** system only: malware was found in a file that lies here. `blocked` false: it was known already, or the file is gone. */
  blockUpload: [{ readonly upload: string; readonly finding: string; readonly scanner: string }, { readonly blocked: boolean }];
}
