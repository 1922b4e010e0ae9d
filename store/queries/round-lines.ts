/** The lines of a round with the variables of their cases, page by page in the order in which they joined: what its lists are made of. */
import type { CaseVariables } from '../../engine/state.ts';
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { openVariables, type OpenVariables } from '../protection/open-case.ts';
import { rowsOf, statement } from '../statement.ts';
import type { LineState } from './rounds.ts';

export interface RoundLineRecord extends OpenVariables {
  readonly line: string;
  readonly ordinal: number;
  readonly code: string;
  /** id of the definition of its case */
  readonly definition: string;
  readonly state: LineState;
  readonly gates: readonly string[];
  readonly result: Json;
}

interface Row extends Record<string, unknown> {
  line: string;
  ordinal: number;
  code: string;
  definition: string;
  state: LineState;
  gates: string[];
  result: Json;
  variables: CaseVariables | null;
}

const COLUMNS = `m.line_case as line, m.ordinal::float8 as ordinal, m.state, m.gates, m.result, c.code, c.definition`;
const MEMBERS = `m.round_case = $1 and (m.ordinal, m.line_case) > ($2::bigint, $3::uuid)`;
const LIST = statement(`
  select * from (
    (select ${COLUMNS}, v.data as variables from case_member m
      join process_case c on c.id = m.line_case join case_variables v on v.case_id = c.id where ${MEMBERS} order by m.ordinal, m.line_case limit $4)
    union all
    (select ${COLUMNS}, c.variables from case_member m
      join closed_case c on c.id = m.line_case where ${MEMBERS} order by m.ordinal, m.line_case limit $4)) r
  order by ordinal, line limit $4`);

const FIRST = { ordinal: -1, line: '00000000-0000-0000-0000-000000000000' };

/** `after`: the last line of the page before. A line whose contents were destroyed has no variables. */
export async function listRoundLines(
  db: Database,
  round: string,
  { after = FIRST, limit }: { readonly after?: { readonly ordinal: number; readonly line: string }; readonly limit: number },
): Promise<readonly RoundLineRecord[]> {
  const rows = await rowsOf<Row>(db, LIST, [round, after.ordinal, after.line, limit]);
  return await Promise.all(
    rows.map(async ({ variables, ...row }) => ({ ...row, ...(await openVariables(db, row.line, variables ?? {})) })),
  );
}
