/** Looking for what is sensitive: only among what the searcher may see of it for the stated purpose, and on record. */
import { allowedSql } from '../../policies/allowed-sql.ts';
import type { SqlPredicate } from '../../store/contract.ts';
import { CASE_COLUMNS, PERSON_COLUMNS } from '../../store/queries/policy-columns.ts';
import type { RouteRequest } from '../route.ts';
import { abilityFor } from '../routes/readable.ts';
import { recordLook } from './record-look.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose'>;

/** Rows of which the reader may read what is sensitive. The purpose is a code of the catalogue, so that it can stand in the statement. */
export function sensitivePredicate(
  request: Request,
  subject: 'Case' | 'Person',
  action: 'readSensitive' | 'export' = 'readSensitive',
): SqlPredicate {
  const columns = subject === 'Case' ? CASE_COLUMNS : PERSON_COLUMNS;
  const purpose = request.purpose === undefined ? 'null::text' : `'${request.purpose}'::text`;
  return allowedSql(abilityFor(request), action, subject, { ...columns, purpose }, () => '?');
}

export async function recordSearch(request: Request, subject: 'case' | 'person', field: string, found: number): Promise<void> {
  if (request.purpose === undefined) return;
  await recordLook(request, { operation: 'findSensitive', subject, ids: [], scope: { field, found } });
}
