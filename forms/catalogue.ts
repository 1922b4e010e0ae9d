import type { Bilingual } from '../law/calendar.ts';
import type { Json } from '../expressions/json.ts';

/**
 * One code of a catalogue. In force from `validFrom` to the day before `validTo` (ISO dates); without them, always. The same code
 * may come again in another period with another meaning: 15 was Yên Bái, and is Lào Cai since 01/7/2025.
 */
export interface CatalogueItem {
  readonly code: string;
  readonly name: Bilingual;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** the code above it, in the same catalogue */
  readonly parent?: string;
  /** the code that took its place when it ended */
  readonly successor?: string;
  /** whatever else the list says of it: `severity`, `alpha2`, `source` */
  readonly more: Readonly<Record<string, Json>>;
}

/** A list that fields take codes from: one version, which never changes. Law and practice as data, each with its source. */
export interface Catalogue {
  readonly key: string;
  readonly name: Bilingual;
  /** of whoever keeps the list, such as the year of a circular */
  readonly version: string;
  /** this version of the list is to be used from this day (ISO date) */
  readonly validFrom: string;
  readonly citation: string;
  /** A: text read and in force; B: text read, its parent replaced; C: memory or press, to be verified */
  readonly confidence: 'A' | 'B' | 'C';
  readonly note?: Bilingual;
  readonly items: readonly CatalogueItem[];
}

export const isInForce = ({ validFrom, validTo }: CatalogueItem, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validTo === undefined || day < validTo);

/** The meaning of a code on a day; undefined where it is unknown or not valid then. */
export function itemOn({ items }: Catalogue, code: string, day: string): CatalogueItem | undefined {
  return items.find((item) => item.code === code && isInForce(item, day));
}
