/** What a case proposes of the law, while nobody has decided: a version of a parameter, or the days off of a year. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export type LawProposal =
  | { readonly kind: 'parameter'; readonly key: string; readonly version: string; readonly entry: Json }
  | {
      readonly kind: 'calendar';
      readonly key: string;
      readonly year: number;
      readonly version: number;
      readonly notices: readonly string[];
      readonly days: Json;
    };

const PARAMETER = statement(`
  select key, version, (body - 'validTo') || jsonb_strip_nulls(jsonb_build_object('validFrom', valid_from::text, 'validTo', valid_to::text)) as entry
  from parameter where case_id = $1 and status = 'proposed'`);
const CALENDAR = statement("select key, year, version, notices, days from calendar_year where case_id = $1 and status = 'proposed'");

export async function findLawProposal(db: Database, caseId: string): Promise<LawProposal | undefined> {
  const [parameter] = await rowsOf<{ key: string; version: string; entry: Json }>(db, PARAMETER, [caseId]);
  if (parameter) return { kind: 'parameter', ...parameter };
  const [year] = await rowsOf<Omit<LawProposal & { kind: 'calendar' }, 'kind'> & Record<string, unknown>>(db, CALENDAR, [caseId]);
  return year && { kind: 'calendar', key: year.key, year: year.year, version: year.version, notices: year.notices, days: year.days };
}
