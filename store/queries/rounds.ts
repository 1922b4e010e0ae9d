/** Rounds and their lines, as commands ask of them. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface RoundRecord {
  readonly id: string;
  /** key of the process that its lines are cases of */
  readonly lineProcedure: string;
  /** lines may join */
  readonly open: boolean;
}

const FIND = statement('select case_id, line_procedure, open from case_round where case_id = $1');

export async function findRound(db: Database, id: string): Promise<RoundRecord | undefined> {
  const [row] = await rowsOf<{ case_id: string; line_procedure: string; open: boolean }>(db, FIND, [id]);
  return row && { id: row.case_id, lineProcedure: row.line_procedure, open: row.open };
}

const TAKES_PART = statement(`
  select exists (select from case_round where case_id = $1) or exists (select from case_member where line_case = $1 and state = 'active') as part`);

/** Whether the case is a round, or a line that is under way in one. */
export async function takesPartInRound(db: Database, caseId: string): Promise<boolean> {
  return (await rowsOf<{ part: boolean }>(db, TAKES_PART, [caseId]))[0]?.part === true;
}

export type LineState = 'active' | 'ended' | 'struck' | 'moved' | 'express';

const OF_LINE = statement("select round_case from case_member where line_case = $1 and state = 'active'");

/** The round that a line is under way in. */
export async function findRoundOfLine(db: Database, line: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ round_case: string }>(db, OF_LINE, [line]);
  return row?.round_case;
}

const ACTIVE = statement("select line_case from case_member where round_case = $1 and state = 'active' order by ordinal");

export async function listActiveLines(db: Database, round: string): Promise<readonly string[]> {
  return (await rowsOf<{ line_case: string }>(db, ACTIVE, [round])).map(({ line_case }) => line_case);
}

export interface LineTask {
  readonly instance: number;
  readonly open: boolean;
  readonly assignee?: string;
}

// the open one; else the last, whose repeated command gets the answer it got before
const TASKS = statement(`
  select m.line_case, t.instance, t.open, t.assignee from case_member m
    left join lateral (select instance, state = 'open' as open, assignee from user_task
      where case_id = m.line_case and node = $2 and companion is null order by state = 'open' desc, instance desc limit 1) t on true
  where m.round_case = $1 and m.line_case = any($3::uuid[]) and m.state in ('active', 'ended')`);

/** By line: its task at an element, or that it never had one; lines that are not in the round are left out. */
export async function findLineTasks(
  db: Database,
  round: string,
  node: string,
  lines: readonly string[],
): Promise<ReadonlyMap<string, LineTask | undefined>> {
  const rows = await rowsOf<{ line_case: string; instance: number | null; open: boolean; assignee: string | null }>(db, TASKS, [
    round,
    node,
    lines,
  ]);
  return new Map(
    rows.map(({ line_case: line, instance, open, assignee }) => [
      line,
      instance === null ? undefined : { instance, open, ...(assignee !== null && { assignee }) },
    ]),
  );
}

const SUBSCRIBED = statement(
  "select instance, node from subscription where case_id = $1 and kind = 'message' and name = $2 order by instance, node limit 1",
);

/** Where a case listens to a message, outermost first. */
export async function findListener(
  db: Database,
  caseId: string,
  name: string,
): Promise<{ readonly instance: number; readonly node: string } | undefined> {
  const [row] = await rowsOf<{ instance: number; node: string }>(db, SUBSCRIBED, [caseId, name]);
  return row;
}
