/** What the shipped rules say about every role, subject, action and situation. */
import { abilityFor } from '../../../policies/ability.ts';
import { can } from '../../../policies/can.ts';
import { AGENCY_ROLES, PRODUCT_ROLES } from '../../../policies/roles.ts';
import { SHIPPED_RULES } from '../../../policies/shipped-rules.ts';
import { SUBJECT_NAMES, subjectDefinition, type SubjectName } from '../../../policies/subjects.ts';
import { ME, situationsOf } from './situations.ts';

export interface Cell {
  readonly subject: string;
  readonly action: string;
  readonly role: string;
  /** situations in which it is allowed, and in which a rule forbids it; in all others nothing allows it */
  readonly may: readonly string[];
  readonly never: readonly string[];
}

/** Who holds no role at all. */
export const NO_ROLE = 'no role';
export const MATRIX_ROLES: readonly string[] = [NO_ROLE, ...[...PRODUCT_ROLES, ...AGENCY_ROLES].map(({ key }) => key)];

export const abilityOfRole = (role: string, unitPath = 'cuc.hanoi') =>
  abilityFor({ ...ME, roles: role === NO_ROLE ? [] : [{ role, unitPath }] }, SHIPPED_RULES);

export function computeMatrix(): readonly Cell[] {
  return SUBJECT_NAMES.flatMap((subject) =>
    subjectDefinition(subject).actions.flatMap((action) => MATRIX_ROLES.map((role) => cellOf(subject, action, role))),
  );
}

function cellOf(subject: SubjectName, action: string, role: string): Cell {
  const ability = abilityOfRole(role);
  const answers = Object.entries(situationsOf(subject, role)).map(([name, thing]) => [name, can(ability, action, subject, thing)] as const);
  return {
    subject,
    action,
    role,
    may: answers.filter(([, permission]) => permission.allowed).map(([name]) => name),
    never: answers.filter(([, permission]) => !permission.allowed && permission.code === 'forbidden.rule').map(([name]) => name),
  };
}
