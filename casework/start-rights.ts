/** Who may start a case, where, and with which form. */
import { Rejection } from '../errors.ts';
import type { Node, ProcessModel, ValueList } from '../engine/model/process-model.ts';
import type { Ability, RoleGrant } from '../policies/ability.ts';
import { can } from '../policies/can.ts';
import { forbidden, notFound } from './require-permission.ts';

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** The unit asked for, else the only one in which the actor holds a starter role. Throws validation `unitRequired`, `unitInvalid`. */
export function startUnit(grants: readonly RoleGrant[], starterRoles: readonly string[], asked: string | undefined): string {
  if (asked !== undefined) return checkedUnit(asked);
  const starting = grants.filter(({ role }) => starterRoles.includes(role));
  const units = [...new Set((starting.length > 0 ? starting : grants).map(({ unitPath }) => unitPath))];
  const [only] = units;
  if (only !== undefined && units.length === 1) return only;
  throw new Rejection('validation', 'unitRequired', 'Expected the unit that the case belongs to.', {
    problems: [{ code: 'unitRequired', path: '/unitPath', message: 'Expected one of the units.', details: { units } }],
  });
}

export function checkedUnit(unit: string): string {
  if (UNIT.test(unit) && unit.length <= 1_000) return unit;
  throw new Rejection('validation', 'unitInvalid', `Expected the path of a unit, but found '${unit.slice(0, 100)}'.`);
}

/** Throws notFound `definitionNotFound`, then forbidden. */
export function authorizeStart(
  ability: Ability,
  { key, starterRoles }: { readonly key: string; readonly starterRoles: readonly string[] },
  unitPath: string,
): void {
  const subject = { procedure: key, starterRoles, caseUnit: unitPath };
  const permission = can(ability, 'start', 'Definition', subject);
  if (permission.allowed) return;
  if (!can(ability, 'read', 'Definition', subject).allowed) throw notFound('Definition');
  throw forbidden(permission, 'start', 'Definition');
}

/** Roles that depend on something have nothing to depend on before a case exists. */
export function starterRolesOf(list: ValueList, now: string): readonly string[] {
  if ('literal' in list) return list.literal;
  const value = list.expression.evaluate({ variable: () => undefined, now, fuel: { spend: () => undefined } });
  return [value].flat().filter((role) => typeof role === 'string');
}

/** The start event that a case begins at. */
export function startEventOf({ process }: ProcessModel, startEvent: string | undefined): Node | undefined {
  const events = (process.scope?.starts ?? []).filter((node) => node.kind === 'startEvent');
  if (startEvent !== undefined) return events.find((node) => node.id === startEvent);
  return events.find((node) => node.triggers.length === 0) ?? events[0];
}

/** Key of the form that a case begins with. */
export const startFormOf = (model: ProcessModel, startEvent: string | undefined): string | undefined =>
  startEventOf(model, startEvent)?.startForm;
