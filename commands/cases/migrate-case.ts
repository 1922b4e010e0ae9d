/** One case to another version of its procedure, as a step. Refused with every reason where the case does not fit. */
import { Rejection } from '../../errors.ts';
import { findDefinitionRecord } from '../../store/queries/find-definition-record.ts';
import type { CaseAt, CaseCommand } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { isUuid } from '../is-uuid.ts';
import { authorizeCase } from '../rights/case-rights.ts';

export interface MigrateInput {
  readonly type: 'migrateCase';
  readonly caseId: string;
  readonly definition: string;
  readonly map: Readonly<Record<string, string>>;
  readonly reason: string;
}

/**
 * Throws notFound `definitionNotFound`, conflict `otherProcedure`, `sameVersion`, `definitionSuspended`, `migrationRefused`. A case
 * that leaves a suspended version goes on: its timers and jobs, parked with that version, are taken up again.
 */
export const migrateCase: CaseCommand<MigrateInput> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  authorize: (at) => authorizeCase(at, 'migrate'),
  async decide(at, { definition, map, reason }) {
    await requireTarget(at, definition);
    const why = requireText(reason, 'reason');
    const step = { type: 'migrateCase', definition, map } as const;
    const goesOn = at.loaded.case.status === 'active' ? { status: 'active' as const } : {};
    return { command: { ...step, reason: why }, step, definition, comment: why, ...goesOn };
  },
};

async function requireTarget({ services, loaded }: CaseAt, id: string): Promise<void> {
  const target = isUuid(id) ? await findDefinitionRecord(services.db, id) : undefined;
  if (target?.kind !== 'bpmn') throw new Rejection('notFound', 'definitionNotFound', 'Expected the version to migrate to.');
  if (target.key !== loaded.case.procedure)
    throw new Rejection(
      'conflict',
      'otherProcedure',
      `Expected a version of '${loaded.case.procedure}', but it is one of '${target.key}'.`,
    );
  if (target.suspended)
    throw new Rejection('conflict', 'definitionSuspended', 'Expected the version to migrate to to be running, but it is suspended.');
  if (id === loaded.case.definition) throw new Rejection('conflict', 'sameVersion', 'Expected another version than the case runs already.');
}
