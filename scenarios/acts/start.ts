/** A case begins: by a person, with the rights and the form of the product, or by an event. */
import { accessibleForm } from '../../casework/accessible-form.ts';
import { checkFormData } from '../../casework/check-form-data.ts';
import { requireForm } from '../../casework/require-form.ts';
import { authorizeStart, startFormOf, starterRolesOf, startUnit } from '../../casework/start-rights.ts';
import type { StartCase, Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { DEFAULT_LIMITS } from '../../engine/ports.ts';
import { localDate } from '../../engine/time-values.ts';
import { USUAL_CLASS } from '../../policies/usual-class.ts';
import { Unmet } from '../failure.ts';
import { formScope } from '../form-scope.ts';
import { happened } from '../happened.ts';
import { SYSTEM, type Person } from '../people.ts';
import { takeStep } from '../take-step.ts';
import { nowOf, type World } from '../world.ts';

export interface Opening {
  readonly by: Person | undefined;
  readonly unit: string | undefined;
  readonly startEvent: string | undefined;
  readonly variables: Variables;
}

export function startCase(world: World, opening: Opening): void {
  const { by, startEvent, unit } = opening;
  const model = modelOf(world);
  const from = startEvent === undefined ? {} : { startEvent };
  const start = (variables: Variables, onIncident: StartCase['onIncident']): StartCase => ({
    type: 'startCase',
    definition: model.id,
    ...from,
    variables,
    onIncident,
  });
  happened(world, 'happened.started', { who: by?.alias ?? SYSTEM.account, procedure: model.name });
  if (!by) {
    if (unit !== undefined) world.unitPath = unit;
    return takeStep(world, SYSTEM, start(opening.variables, 'keep'));
  }
  const begun = checkedStart(world, model, { ...opening, by });
  world.unitPath = begun.unitPath;
  takeStep(world, by.actor, start(begun.variables, 'reject'));
}

/** Throws what the product would refuse a start with. */
export function checkedStart(
  world: World,
  model: ProcessModel,
  { by, unit, startEvent, variables }: Opening & { readonly by: Person },
): { readonly unitPath: string; readonly variables: Variables } {
  const now = nowOf(world);
  const starterRoles = starterRolesOf(model.candidateStarterRoles, now);
  const unitPath = startUnit(by.grants, starterRoles, unit);
  authorizeStart(by.ability, { key: model.key, starterRoles }, unitPath);
  const key = startFormOf(model, startEvent);
  if (key === undefined) return { unitPath, variables };
  const place = { procedure: model.key, unitPath, node: null, confidentiality: USUAL_CLASS };
  const form = accessibleForm(requireForm(world.module.forms.get(key), key), key, { ability: by.ability, place });
  const scope = { ...formScope(world, localDate(world.now)), variable: () => undefined, now, fuel: stepFuel(DEFAULT_LIMITS.fuel) };
  return { unitPath, variables: checkFormData(form, key, variables, scope) };
}

export function modelOf({ module, procedure }: World): ProcessModel {
  const model = module.models.get(procedure);
  if (model) return model;
  throw new Unmet('failed.procedureUnknown', { expected: procedure, found: [...module.models.keys()].join(', ') });
}
