import type { Problem } from '../errors.ts';
import type { Expression } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import { itemOn, type CatalogueItem } from './catalogue.ts';
import type { CatalogueLookup } from './form.ts';
import { problem } from './problem.ts';
import { dayOf } from './shown-date.ts';
import type { World } from './world.ts';

/**
 * What a catalogue says of a code, or of each of several: `severity`, `name`, `nameEn`, `parent`. Null for a code that is unknown or
 * not valid on the day: the field that the code stands in is what gets the problem.
 */
export function lookUp(
  lookup: CatalogueLookup,
  code: Json,
  { world, ask }: { readonly world: World; readonly ask: (expression: Expression) => Json },
): Json | Missing {
  const catalogue = world.catalogue(lookup.key);
  if (!catalogue) return new Missing(lookup.key);
  const day = lookup.asOf ? dayOf(ask(lookup.asOf)) : world.openedOn;
  const one = (value: Json): Json => {
    const item = day !== undefined && typeof value === 'string' ? itemOn(catalogue, value, day) : undefined;
    return item ? valueOf(item, lookup.field) : null;
  };
  return Array.isArray(code) ? code.map(one) : one(code);
}

/** The catalogue is not deployed: nothing may be decided without it. */
export class Missing {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
  problem(pointer: string, label: string): Problem {
    return problem('form.catalogueMissing', pointer, { label, catalogue: this.key });
  }
}

function valueOf({ name, parent, successor, more }: CatalogueItem, field: string): Json {
  if (field === 'name') return name.vi;
  if (field === 'nameEn') return name.en;
  if (field === 'parent') return parent ?? null;
  if (field === 'successor') return successor ?? null;
  return Object.hasOwn(more, field) ? (more[field] ?? null) : null;
}
