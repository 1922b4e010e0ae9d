import type { WorkMode } from '../engine/bindings/binding.ts';
import type { Scenario } from './scenario.ts';

/** The same scenario with the work of everybody who appears in it done elsewhere, or here: the course must stay the same. */
export function inMode(scenario: Scenario, mode: WorkMode): Scenario {
  const roles = Object.values(scenario.people).flatMap((person) => person.roles);
  return { ...scenario, bindings: Object.fromEntries(roles.map((role) => [role, mode])) };
}
