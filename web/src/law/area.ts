/** Entries are kept together by the first part of their keys: a procedure, or a part of the product. */
import i18n from 'i18next';
import type { NameOf } from '../shared/names.ts';

export const areaOf = (key: string): string => key.split('.')[0] ?? key;

export function areaName(area: string, names: NameOf): string {
  return i18n.exists(`law.areas.${area}`) ? i18n.t(`law.areas.${area}`) : names.procedure(area);
}
