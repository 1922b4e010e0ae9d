/** What the abbreviations of kinds of documents stand for. Modules bring kinds of their own, which are told by their abbreviation. */
import type { Bilingual } from '../../law/calendar.ts';
import kinds from './kinds.json' with { type: 'json' };

const NAMES: ReadonlyMap<string, Bilingual> = new Map(kinds.map(({ key, name }) => [key, name]));

export const nameOfKind = (kind: string): Bilingual => NAMES.get(kind) ?? { vi: kind, en: kind };
