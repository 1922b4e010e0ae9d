/** The same person and the same procedure, open already: the starter is told, or refused where that was asked for. */
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import { findOpenCasesOf } from '../../store/queries/open-cases-of.ts';
import type { DuplicateCase, Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';

/** Cases that the actor may not see count, but are not named. Throws conflict `caseOfPersonOpen` with `refuse`. */
export async function openCasesOfPersons(
  { db }: Services,
  { ability }: Acting,
  { procedure, persons, refuse }: { readonly procedure: string; readonly persons: readonly string[]; readonly refuse: boolean },
): Promise<readonly DuplicateCase[]> {
  if (persons.length === 0) return [];
  const duplicates = (await findOpenCasesOf(db, procedure, persons)).flatMap((record) =>
    record.parties
      .filter((person) => persons.includes(person))
      .map((person): DuplicateCase => {
        const { id: caseId, code, startedAt } = record;
        const visible = can(ability, 'read', 'Case', { ...record }).allowed;
        return { person, startedAt, ...(visible && { caseId, code }) };
      }),
  );
  if (!refuse || duplicates.length === 0) return duplicates;
  throw new Rejection('conflict', 'caseOfPersonOpen', 'Expected no open case of this procedure about the same person.', {
    details: { duplicates, count: duplicates.length },
  });
}
