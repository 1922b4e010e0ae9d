/** Whom a new case is about: those that the starter names, and those that the diagram finds in the starting variables. */
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { ExpressionError } from '../../expressions/contract.ts';
import type { Json } from '../../expressions/json.ts';
import type { Services } from '../contract.ts';
import { requirePersons } from '../persons/person-rights.ts';

/** Ids of the register, each once. Throws conflict `personsNotFound` where the diagram's expression gives none; validation `personUnknown`. */
export async function personsOfCase(
  services: Services,
  { persons }: ProcessModel,
  variables: Variables,
  named: readonly string[],
  now: string,
): Promise<readonly string[]> {
  if (!persons) return await requirePersons(services, named);
  try {
    const fuel = stepFuel(services.limits.fuel);
    const found = idsOf(persons.evaluate({ variable: (name) => variables[name], now, fuel }));
    return await requirePersons(services, [...named, ...found]);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Rejection('conflict', 'personsNotFound', `Expected the diagram to find the persons of the case: ${error.message}`);
  }
}

function idsOf(value: Json): readonly string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    if (item === null) return [];
    if (typeof item === 'string') return [item];
    throw new Rejection('conflict', 'personsNotFound', `Expected ids of persons, but the diagram found ${JSON.stringify(item)}.`);
  });
}
