/**
 * The ways in which a person can be a candidate of a task, as short strings: the same on the task's side and on the actor's side.
 * A role given with units counts in exactly those units; a role alone counts wherever it is held; a unit alone means any role in it.
 */
import type { RoleGrant } from './contract.ts';

export interface Candidates {
  readonly candidateRoles: readonly string[];
  readonly candidateUnits: readonly string[];
  readonly candidatePersons: readonly string[];
}

/** Keys under which an open task is found. */
export function taskKeys({ candidateRoles, candidateUnits, candidatePersons }: Candidates): string[] {
  const roles = candidateRoles.length > 0 ? candidateRoles : ['*'];
  const units = candidateUnits.length > 0 ? candidateUnits : ['*'];
  const shared = candidateRoles.length + candidateUnits.length > 0 ? roles.flatMap((role) => units.map((unit) => `${role}@${unit}`)) : [];
  return [...new Set([...shared, ...candidatePersons.map((person) => `person:${person}`)])];
}

/** Keys of an actor with these grants. `ids`: the person and, where tasks name accounts, the account. */
export function actorKeys(grants: readonly RoleGrant[], ids: readonly string[]): string[] {
  const keys = grants.flatMap(({ role, unitPath }) => [`${role}@${unitPath}`, `${role}@*`, `*@${unitPath}`]);
  return [...new Set([...keys, ...ids.map((id) => `person:${id}`)])];
}

/** Whether an actor who holds `keys` is a candidate: the same answer as the lists give. */
export function isCandidate(task: Candidates, keys: readonly string[]): boolean {
  const held = new Set(keys);
  return taskKeys(task).some((key) => held.has(key));
}
