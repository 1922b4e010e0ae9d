import { abilityFor, type Ability, type PolicyActor } from '../../policies/ability.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { Rule } from '../../policies/rule.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';

export function shipped(actor: Partial<PolicyActor>): Ability {
  return abilityFor({ account: 'a1', person: 'p1', roles: [], ...actor }, SHIPPED_RULES);
}

/** The ability of an officer in `cuc.hanoi` under these rules alone. */
export function under(rules: readonly (Omit<Rule, 'id'> & { id?: string })[], actor: Partial<PolicyActor> = {}): Ability {
  const file = readRuleFile({ role: 'officer', rules: rules.map((rule, i) => ({ id: `r${i}`, ...rule })) });
  return abilityFor({ account: 'a1', person: 'p1', roles: [{ role: 'officer', unitPath: 'cuc.hanoi' }], ...actor }, [file]);
}

export const openTask = {
  procedure: 'account-approval',
  node: 'approve',
  unitPath: 'cuc.hanoi.phong_a',
  state: 'open',
  assignee: null,
  candidateRoles: ['manager'],
  candidateUnits: [],
  candidatePersons: [],
  excludedPersons: [],
};
