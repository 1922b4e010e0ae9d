/** A file that was brought for a case. Hashes are hex SHA-256, sizes bytes, instants ISO 8601 UTC. */
export interface Upload {
  readonly id: string;
  /** absent: for a case that is about to begin */
  readonly caseId?: string;
  readonly account: string;
  /** as it was sent */
  readonly sha256: string;
  readonly size: number;
  readonly type: 'application/pdf' | 'image/png' | 'image/jpeg';
  /** as it lies here: a PDF */
  readonly contentSha256: string;
  readonly contentSize: number;
  readonly pages: number;
  /** of its coarsest page; absent where a page has no picture */
  readonly dpi?: number;
  readonly colour: boolean;
  /** why it can be no certified copy, whatever the law asks of its resolution */
  readonly notCopyable?: string;
  /** absent: a step of the case refers to it */
  readonly expiresAt?: string;
  /** when a scanner last found it clean, and which; absent: none has looked at it */
  readonly scannedAt?: string;
  readonly scannedWith?: string;
  /** name of the malware that was found in it: nobody is given it */
  readonly finding?: string;
}
