/** What was found of a scan, and why no copy is made of it, in words. */
import type { TFunction } from 'i18next';
import type { UploadItem } from '../shared/types.ts';

export function scanWords(t: TFunction, { content: { pages, dpi } }: UploadItem): string {
  const count = t('pdf.pages', { count: pages });
  return dpi === undefined ? count : `${count} · ${t('papers.dpi', { dpi })}`;
}

/** Each with what to do. Empty: a copy can be made of it. */
export function faultWords(t: TFunction, { copyFault, scan }: UploadItem): readonly string[] {
  return [
    ...(copyFault ? [t(`papers.fault.${copyFault.code}`, { found: copyFault.found, least: copyFault.least })] : []),
    ...(scan === 'waiting' || scan === 'infected' ? [t(`papers.fault.${scan}`)] : []),
  ];
}
