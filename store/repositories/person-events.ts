/** Events of persons, as they are written: kept for good, and offered to every open case of the person in the same statement. */
import type { Actor } from '../../engine/command.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NewPersonEvent {
  readonly id: string;
  readonly person: string;
  readonly kind: string;
  readonly on: string;
  readonly document: string;
  readonly reason: string;
  readonly expires?: string;
  readonly supersedes?: string;
}
export interface ReportedEvent {
  readonly event: string;
  /** false: this id was reported before */
  readonly isNew: boolean;
  /** open cases that it was offered to */
  readonly cases: number;
}

const REPORT = statement('select report_person_event($1, $2, $3, $4) as result');

/** Throws Rejection conflict `personEventIdUsed`, `personEventSuperseded`. */
export async function reportPersonEvent(
  db: Database,
  event: NewPersonEvent,
  { account, person }: Actor,
  now: string,
): Promise<ReportedEvent> {
  const [row] = await rowsOf<{ result: ReportedEvent }>(db, REPORT, [JSON.stringify(event), account, person ?? null, now]);
  return row?.result ?? { event: event.id, isNew: false, cases: 0 };
}
