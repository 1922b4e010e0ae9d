/** A round, for who looks after its lines. */
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import type { CaseRecord } from '../../store/contract.ts';
import { findRound, type RoundRecord } from '../../store/queries/rounds.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { forbidden, notFound } from '../../casework/require-permission.ts';

export interface RoundAt {
  readonly round: RoundRecord;
  readonly record: CaseRecord;
}

/** Throws notFound `caseNotFound`, forbidden, conflict `notARound`. */
export async function roundFor({ db }: Services, { ability }: Acting, id: string, action: string, now: string): Promise<RoundAt> {
  const loaded = await loadCase(db, id, { now, tasks: [] });
  if (!loaded || !can(ability, 'read', 'Case', { ...loaded.case }).allowed) throw notFound('Case');
  // whether it still runs is a question of state, answered after rights
  const permission = can(ability, action, 'Case', { ...loaded.case, status: 'active' });
  if (!permission.allowed) throw forbidden(permission, action, 'Case');
  const round = await findRound(db, id);
  if (round) return { round, record: loaded.case };
  throw new Rejection('conflict', 'notARound', `Expected case ${id} to be a round.`);
}
