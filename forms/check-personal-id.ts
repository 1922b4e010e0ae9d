import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Check } from './check.ts';
import { decimalText } from './decimal-text.ts';
import { readPersonalId, type PersonalId } from './personal-id.ts';
import { dayOf } from './shown-date.ts';

/** Codes of the places where births are registered, as personal numbers carry them. */
export const PLACES = 'personal-id-places';

/** A personal number by its parts, and each part against what the form says of the same person. */
export function checkPersonalId({ field, world, ask, wrong }: Check, text: string): Problem | undefined {
  const places = world.catalogue(PLACES);
  if (!places) return wrong('form.catalogueMissing', { catalogue: PLACES });
  const read = readPersonalId(text, Number(world.today.slice(0, 4)), places);
  if (!read.ok) return wrong(read.code, { part: read.part });
  const { birth, sex } = field.personalId ?? {};
  return (birth && checkBirth(read.id, ask(birth), places.items, wrong)) ?? (sex && checkSex(read.id, ask(sex), wrong));
}

type Places = readonly { readonly code: string; readonly validTo?: string }[];

/** A date also tells whether the province was still there on the very day. */
function checkBirth({ birthYear, place }: PersonalId, birth: Json, places: Places, wrong: Check['wrong']): Problem | undefined {
  const day = dayOf(birth);
  const year = day === undefined ? decimalText(birth) : String(Number(day.slice(0, 4)));
  if (year === undefined) return undefined;
  if (year !== String(birthYear)) return wrong('form.personalId.otherYear', { part: birthYear, other: year });
  const known = places.filter(({ code }) => code === place);
  const ended = day !== undefined && known.length > 0 && known.every(({ validTo }) => validTo !== undefined && validTo <= day);
  return ended ? wrong('form.personalId.provinceEnded', { part: place }) : undefined;
}

function checkSex({ sex }: PersonalId, given: Json, wrong: Check['wrong']): Problem | undefined {
  return given === null || given === sex ? undefined : wrong('form.personalId.otherSex');
}
