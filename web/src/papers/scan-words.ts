/** What was found of a scan, and why no copy is made of it, in words. */
import type { TFunction } from 'i18next';
import type { UploadItem } from '../shared/types.ts';

export function scanWords(t: TFunction, { content: { pages, dpi } }: UploadItem): string {
  const count = t('pdf.pages', { count: pages });
  return dpi === undefined ? count : `${count} · ${t('papers.dpi', { dpi })}`;
}

/** Why no step may refer to it yet, each with what to do. */
export const standingWords = (t: TFunction, { scan }: UploadItem): readonly string[] =>
  scan === 'waiting' || scan === 'infected' ? [t(`papers.fault.${scan}`)] : [];

/** Why no copy is made of it, each with what to do. Empty: one can be made. */
export function faultWords(t: TFunction, upload: UploadItem): readonly string[] {
  const { copyFault } = upload;
  const told = copyFault ? [t(`papers.fault.${copyFault.code}`, { found: copyFault.found, least: copyFault.least })] : [];
  return [...told, ...standingWords(t, upload)];
}
