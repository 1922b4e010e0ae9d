/**
 * What a change of the law would do to deadlines that run, before anybody decides on it: counted as the worker will count them when its
 * day comes (commands/system/recompute-deadline.ts), and nothing is written.
 */
import { countDeadline, USUAL_CALENDAR } from '../../casework/count-deadline.ts';
import { isMissing, type Missing } from '../../casework/missing.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Calendar } from '../../law/calendar.ts';
import { STATE_SECRETS } from '../../forms/state-secrets.ts';
import { readEntry } from '../../law/read-entry.ts';
import { isTerm, type RegisterEntry } from '../../law/register-entry.ts';
import type { SqlPredicate } from '../../store/contract.ts';
import { findLawProposal } from '../../store/queries/find-law-proposal.ts';
import {
  countConcernedDeadlines,
  listConcernedDeadlines,
  type ConcernedBy,
  type ConcernedDeadline,
} from '../../store/queries/list-concerned-deadlines.ts';
import { loadCalendar } from '../../store/repositories/calendars.ts';
import type { Services } from '../contract.ts';
import { calendarOf } from '../loading/stored-calendar.ts';

/** A version that is not in force, or the record of a year. */
export type LawDraft =
  | { readonly kind: 'parameter'; readonly entry: RegisterEntry }
  | { readonly kind: 'calendar'; readonly key: string; readonly calendar: Calendar; readonly year: number };

export interface MovedDeadline extends Omit<ConcernedDeadline, 'due' | 'name'> {
  readonly name?: string;
  readonly before: DeadlineRecord;
  /** none: it could not be counted with the change, and would stay as it is */
  readonly after?: DeadlineRecord;
}

export interface LawEffect {
  /** recompute: what runs is counted again; keep: it stays, and what begins later is counted with the change */
  readonly running: 'keep' | 'recompute';
  readonly deadlines: number;
  readonly cases: number;
  /** with the first page only */
  readonly sums?: Sums;
  readonly items: readonly MovedDeadline[];
  readonly next?: string;
}

export interface Sums {
  /** how many were counted for the others: there is an end to what one question may cost */
  readonly counted: number;
  readonly later: number;
  readonly earlier: number;
  /** of those that would be earlier: so early that they would be over at once */
  readonly overdue: number;
}

interface Asked {
  readonly limit: number;
  readonly cursor?: string;
  /** what the reader may see of cases */
  readonly readable: SqlPredicate;
  readonly now: string;
}

const MOST = 1_000;
const secret = STATE_SECRETS;
const PAGE = 200;

/** Throws Rejection notFound `proposalNotFound`. */
export async function proposedDraft({ db }: Pick<Services, 'db'>, caseId: string): Promise<LawDraft> {
  const proposal = await findLawProposal(db, caseId);
  if (!proposal) throw notFound('Proposal');
  if (proposal.kind === 'parameter') return { kind: 'parameter', entry: readEntry(proposal.entry) };
  const { key, year, version, notices, days } = proposal;
  const stored = await loadCalendar(db, key);
  if (!stored) throw notFound('Proposal');
  const years = [...stored.years.filter((one) => one.year !== year), { year, version, notices, days }];
  return { kind: 'calendar', key, year, calendar: calendarOf({ ...stored, years }) };
}

/** A page of what it concerns, in order of cases. Of what is no term, and of what leaves running deadlines alone, nothing is listed. */
export async function lawEffect(services: Services, draft: LawDraft, { limit, cursor, readable, now }: Asked): Promise<LawEffect> {
  const by = concernedBy(draft);
  const running = draft.kind === 'calendar' ? 'recompute' : (draft.entry.running ?? 'keep');
  if (!by) return { running, deadlines: 0, cases: 0, items: [] };
  const counts = await countConcernedDeadlines(services.db, by);
  if (running === 'keep') return { running, ...counts, items: [] };
  const shown = await listConcernedDeadlines(services.db, by, { limit, ...(cursor !== undefined && { cursor }), readable, secret });
  return {
    running,
    ...counts,
    ...(cursor === undefined && { sums: await sumsOf(services, draft, by, { readable, now }) }),
    items: await recounted(services, draft, shown.items),
    ...(shown.next !== undefined && { next: shown.next }),
  };
}

async function sumsOf(
  services: Services,
  draft: LawDraft,
  by: ConcernedBy,
  { readable, now }: Pick<Asked, 'readable' | 'now'>,
): Promise<Sums> {
  let sums: Sums = { counted: 0, later: 0, earlier: 0, overdue: 0 };
  let cursor: string | undefined;
  do {
    const page = await listConcernedDeadlines(services.db, by, { limit: PAGE, ...(cursor !== undefined && { cursor }), readable, secret });
    for (const moved of await recounted(services, draft, page.items)) sums = added(sums, moved, now);
    cursor = page.next;
  } while (cursor !== undefined && sums.counted < MOST);
  return sums;
}

function concernedBy(draft: LawDraft): ConcernedBy | undefined {
  if (draft.kind === 'calendar') return { kind: 'calendar', key: draft.key, version: String(draft.year) };
  const { entry } = draft;
  return isTerm(entry) ? { kind: 'parameter', key: entry.key, version: entry.version } : undefined;
}

function added(sums: Sums, { before, after = before }: MovedDeadline, now: string): Sums {
  return {
    counted: sums.counted + 1,
    later: sums.later + (after.due > before.due ? 1 : 0),
    earlier: sums.earlier + (after.due < before.due ? 1 : 0),
    overdue: sums.overdue + (after.due <= now && before.due > now ? 1 : 0),
  };
}

async function recounted(services: Services, draft: LawDraft, page: readonly ConcernedDeadline[]): Promise<readonly MovedDeadline[]> {
  return await Promise.all(
    page.map(async ({ due: before, name, ...rest }) => {
      const after = await recount(services, draft, before);
      return { ...rest, ...(name !== null && { name }), before, ...(!isMissing(after) && { after }) };
    }),
  );
}

/** A version that says `recompute` also applies to what began before it; the days of a year leave the law of the term as it was. */
async function recount({ law }: Services, draft: LawDraft, { parameter, counted }: DeadlineRecord): Promise<DeadlineRecord | Missing> {
  if (parameter === undefined || !counted) return { missing: 'Expected a deadline that was counted by the register.' };
  const { calendar: key = USUAL_CALENDAR, start, asOf } = counted;
  if (draft.kind === 'calendar')
    return countDeadline({ parameter, calendar: key, start, asOf }, await law.parameters(parameter), draft.calendar);
  return countDeadline({ parameter, calendar: key, start, asOf: draft.entry.validFrom }, [draft.entry], await law.calendar(key));
}
