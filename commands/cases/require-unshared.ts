import { Rejection } from '../../errors.ts';
import { findSharing } from '../../store/queries/find-sharing.ts';
import type { CaseAt } from '../case-command.ts';

/**
 * Data that documents were issued on, or that another agency answered to, is not changed in place: the paper and the other agency
 * would keep saying something else (S3 Điều 14 khoản 5 điểm b). Throws conflict `caseDataShared`.
 */
export async function requireUnshared({ services, loaded }: CaseAt): Promise<void> {
  const how = await findSharing(services.db, loaded.case.id);
  if (how === undefined) return;
  throw new Rejection('conflict', 'caseDataShared', `Expected data that nobody outside holds, but it was ${how}.`, { details: { how } });
}
