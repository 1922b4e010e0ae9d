import type { FormScope } from '../forms/form.ts';
import { catalogueInForce } from '../forms/catalogue-in-force.ts';
import type { World } from './world.ts';

/** The lists that a form of the module is checked by, in their versions of a day (ISO date). */
export function formScope({ module }: World, openedOn: string): Required<Pick<FormScope, 'catalogue' | 'openedOn'>> {
  return { openedOn, catalogue: (key) => catalogueInForce(module.catalogues.get(key) ?? [], openedOn) };
}
