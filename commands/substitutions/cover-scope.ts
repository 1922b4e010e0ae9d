/** How far a substitution is to go, checked: only what exists and what may be covered at all, and only as far as the substitute's level. */
import { coveredGrants, isCoverableProcedure, isCoverableRole, type CoverScope } from '../../policies/cover.ts';
import type { ActorRights } from '../../store/contract.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import { loadLatestDefinition } from '../../store/repositories/definitions.ts';
import { checkedUnit } from '../../casework/start-rights.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';

type Asked = { readonly [K in keyof CoverScope]?: CoverScope[K] };
const MOST = 50;

/** Throws validation `procedureUnknown`, `procedureNotCoverable`, `roleNotCoverable`, `unitUnknown`, `scopeTooLarge`. */
export async function checkedScope({ db }: Services, asked: Asked, day: string): Promise<CoverScope> {
  const scope = { procedures: sorted(asked.procedures), units: sorted(asked.units).map(checkedUnit), roles: sorted(asked.roles) };
  for (const [field, list] of Object.entries(scope))
    if (list.length > MOST) throw invalidInput('scopeTooLarge', field, `Expected at most ${MOST} entries.`, 'tooMany', { most: MOST });
  for (const procedure of scope.procedures) {
    if (!isCoverableProcedure(procedure, day))
      throw invalidInput('procedureNotCoverable', 'procedures', `Expected '${procedure}' to be coverable.`, 'procedureNotCoverable');
    if (!(await loadLatestDefinition(db, 'bpmn', procedure)))
      throw invalidInput('procedureUnknown', 'procedures', `Expected '${procedure}' to be deployed.`, 'procedureUnknown');
  }
  for (const unit of scope.units)
    if (!(await unitExists(db, unit))) throw invalidInput('unitUnknown', 'units', `Expected unit '${unit}' to exist.`, 'unitUnknown');
  for (const role of scope.roles)
    if (!isCoverableRole(role, day))
      throw invalidInput('roleNotCoverable', 'roles', `Expected role '${role}' to be coverable.`, 'roleNotCoverable');
  return scope;
}

const sorted = (list: readonly string[] = []): readonly string[] => [...new Set(list)].sort();

/** Each role that is named, or at least one: what nobody may use is no substitution. Throws validation `substituteLacksLevel`. */
export function requireLevel(absent: ActorRights, substitute: ActorRights, scope: CoverScope, day: string): void {
  const covered = coveredGrants(absent.grants, substitute.grants, scope, day).map(({ role }) => role);
  if (covered.length > 0 && scope.roles.every((role) => covered.includes(role))) return;
  throw invalidInput(
    'substituteLacksLevel',
    'substitute',
    `Expected the substitute to hold a role that may cover those of the absent person.`,
    'substituteLacksLevel',
  );
}
