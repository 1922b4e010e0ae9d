import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import { isInForce, type Catalogue } from './catalogue.ts';
import type { Check } from './check.ts';
import { dayOf, shownDate } from './shown-date.ts';
import type { CatalogueOptions } from './form.ts';

/** What was sent may be anything, and is repeated in the answer. */
const LONGEST_SHOWN = 64;

/** Codes of a catalogue: known, valid on their day, and below the code that the form names. */
export function checkCodes(check: Check, options: CatalogueOptions, codes: readonly Json[]): Problem | undefined {
  const { world, ask, wrong } = check;
  const catalogue = world.catalogue(options.key);
  if (!catalogue) return wrong('form.catalogueMissing', { catalogue: options.key });
  const asked = options.asOf ? dayOf(ask(options.asOf)) : world.openedOn;
  if (asked === undefined) return wrong('form.catalogueDay');
  const parent = options.parent ? ask(options.parent) : undefined;
  for (const code of codes) {
    const problem = checkCode(catalogue, code, { day: asked, parent }, wrong);
    if (problem) return problem;
  }
  return undefined;
}

function checkCode(
  { items, name }: Catalogue,
  code: Json,
  { day, parent }: { readonly day: string; readonly parent: Json | undefined },
  wrong: Check['wrong'],
): Problem | undefined {
  const shown = (typeof code === 'string' ? code : JSON.stringify(code)).slice(0, LONGEST_SHOWN);
  const details = { code: shown, catalogue: name.vi, catalogueEn: name.en };
  const known = items.filter((item) => item.code === code);
  if (known.length === 0) return wrong('form.codeUnknown', details);
  const item = known.find((one) => isInForce(one, day));
  if (!item) return wrong('form.codeNotInForce', { ...details, day: shownDate(day) });
  return parent === undefined || item.parent === parent ? undefined : wrong('form.codeElsewhere', details);
}
