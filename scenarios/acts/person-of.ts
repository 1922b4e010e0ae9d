import { required } from '../../errors.ts';
import type { Person } from '../people.ts';
import type { World } from '../world.ts';

/** The scenario was read, so its people are there. */
export function personOf({ people }: World, alias: string): Person {
  return required(people.get(alias), `'${alias}' to be one of the people of the scenario`);
}
