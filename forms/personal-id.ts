import type { Catalogue } from './catalogue.ts';
import type { ProblemCode } from './problem.ts';

/**
 * The parts of a personal identification number (số định danh cá nhân, 12 digits): where the birth was registered (three),
 * century and sex (one), year of birth (two), a serial number (six). NĐ 137/2015 Điều 13, TT 59/2021/TT-BCA.
 */
export interface PersonalId {
  readonly place: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
}

export type PersonalIdResult =
  | { readonly ok: true; readonly id: PersonalId }
  | { readonly ok: false; readonly code: Extract<ProblemCode, `form.personalId.${string}`>; readonly part: string };

const FIRST_CENTURY = 1900;
/** Births registered abroad carry the code of a country, from here on; that list is not in our data. */
const FIRST_COUNTRY_CODE = 100;

/**
 * @param year the current year on the law's clock: nobody is born later
 * @param places the codes of provinces, with their times: nobody is registered in a province that ended before the birth
 */
export function readPersonalId(text: string, year: number, places: Catalogue): PersonalIdResult {
  if (!/^[0-9]{12}$/.test(text)) return { ok: false, code: 'form.personalId.length', part: text };
  const place = text.slice(0, 3);
  const known = places.items.filter(({ code }) => code === place);
  if (Number(place) < FIRST_COUNTRY_CODE && known.length === 0) return { ok: false, code: 'form.personalId.province', part: place };
  const digit = Number(text[3]);
  const century = FIRST_CENTURY + Math.floor(digit / 2) * 100;
  if (century > year) return { ok: false, code: 'form.personalId.century', part: String(digit) };
  const birthYear = century + Number(text.slice(4, 6));
  if (birthYear > year) return { ok: false, code: 'form.personalId.year', part: String(birthYear) };
  const newYear = `${birthYear}-01-01`;
  if (known.length > 0 && known.every(({ validTo }) => validTo !== undefined && validTo <= newYear))
    return { ok: false, code: 'form.personalId.provinceEnded', part: place };
  return { ok: true, id: { place, sex: digit % 2 === 0 ? 'male' : 'female', birthYear } };
}
