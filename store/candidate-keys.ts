/**
 * Who can be a candidate of a task, as short strings that the task and the actor share: what policies/rules/everyone.json says
 * (taskForMe, taskForMyRole, taskForMyUnit), prepared for an index. A grant covers its unit and all below it, so a task is entered
 * under its unit and each unit above; an actor looks up one key per grant.
 */
import type { RoleGrant } from './contract.ts';

export interface Candidates {
  readonly candidateRoles: readonly string[];
  readonly candidateUnits: readonly string[];
  readonly candidatePersons: readonly string[];
  /** the case's unit: counts where a task names roles but no units */
  readonly unitPath: string;
}

/** `a.b.c` gives a.b.c, a.b, a. */
function withParents(path: string): string[] {
  const labels = path.split('.');
  return labels.map((_, index) => labels.slice(0, labels.length - index).join('.'));
}

/** Keys under which an open task is entered. */
export function taskKeys({ candidateRoles, candidateUnits, candidatePersons, unitPath }: Candidates): string[] {
  const units = candidateUnits.length > 0 ? candidateUnits : candidateRoles.length > 0 ? [unitPath] : [];
  const roles = candidateRoles.length > 0 ? candidateRoles : ['*'];
  const covered = units.flatMap(withParents);
  return [
    ...new Set([
      ...roles.flatMap((role) => covered.map((unit) => `${role}@${unit}`)),
      ...candidatePersons.map((person) => `person:${person}`),
    ]),
  ];
}

/** Keys of an actor with these grants. `persons`: the actor's person, and the one acted for. */
export function actorKeys(grants: readonly RoleGrant[], persons: readonly string[]): string[] {
  const keys = grants.flatMap(({ role, unitPath }) => [`${role}@${unitPath}`, `*@${unitPath}`]);
  return [...new Set([...keys, ...persons.map((person) => `person:${person}`)])];
}
