import type { Upload } from '../../store/upload-contract.ts';

/** Why an agency makes no certified copy of a file. `found`: what is wrong with the page, or its dots for each inch. */
export interface CopyFault {
  readonly code: 'scanNotPaper' | 'scanCoarse' | 'scanGrey';
  readonly found?: string | number;
  readonly least?: number;
}

/** N30 PL I, part II: a scan of paper of at least `least` dpi, in colour. Undefined: a copy can be made of it. */
export function copyFault(
  { notCopyable, dpi, colour }: Pick<Upload, 'notCopyable' | 'dpi' | 'colour'>,
  least: number,
): CopyFault | undefined {
  if (notCopyable !== undefined || dpi === undefined) return { code: 'scanNotPaper', found: notCopyable ?? 'drawn' };
  if (dpi < least) return { code: 'scanCoarse', found: dpi, least };
  return colour ? undefined : { code: 'scanGrey' };
}
