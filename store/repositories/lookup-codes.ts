import type { Session } from '../connection.ts';
import { lookupHash } from '../protection/lookup-hash.ts';
import { rowsOf, statement } from '../statement.ts';

const SAVE = statement(`
  insert into lookup_code (case_id, hash, issued_at, issued_by) values ($1, decode($2, 'hex'), $3, $4)
  on conflict (case_id) do update set hash = excluded.hash, issued_at = excluded.issued_at, issued_by = excluded.issued_by`);

/** The case's only code from now on: an earlier one finds nothing any more. */
export async function saveLookupCode(
  session: Session,
  {
    caseId,
    code,
    birthYear,
    now,
    account,
  }: { readonly caseId: string; readonly code: string; readonly birthYear: number; readonly now: string; readonly account: string },
): Promise<void> {
  await rowsOf(session, SAVE, [caseId, await lookupHash(session, code, birthYear), now, account]);
}
