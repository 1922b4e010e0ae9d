/** What was done on paper, or in another system, and is entered here: when, by whom, and of paper the scans that show it. */
import { paperName } from '../../engine/bindings/paper-name.ts';
import { localDate, instantOf } from '../../engine/time-values.ts';
import type { PerformedAct } from '../../engine/command.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { findPersonNames } from '../../store/queries/names.ts';
import type { CaseAt } from '../case-command.ts';
import { requireInstant, requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import type { ActedBy, PaperAct } from './paper-act.ts';
import { requireScans } from './require-scans.ts';

const MOST = 100;

/** Throws validation `paperActRequired`, `paperActUnexpected`, `scansInvalid`, and those of `performedAct`. */
export async function paperActOf(at: CaseAt, task: TaskRecord, paper: PaperAct | undefined): Promise<PerformedAct | undefined> {
  if (task.mode !== 'paper') {
    if (paper === undefined) return undefined;
    throw invalidInput(
      'paperActUnexpected',
      'paper',
      `Expected nothing on paper for '${task.node}', which is done here.`,
      'paperActUnexpected',
    );
  }
  if (paper === undefined)
    throw invalidInput('paperActRequired', 'paper', `Expected what was done on paper for '${task.node}'.`, 'paperActRequired');
  requireScans(paper.scans, '/paper/scans');
  if (paper.by.length === 0) throw invalidInput('actedByRequired', 'by', 'Expected who acted on paper.', 'required');
  return await performedAct(at, task, paper);
}

/** Throws validation `actInvalid`, `actInFuture`, `actorUnknown`; forbidden `personExcluded`. */
export async function performedAct(
  { services, now }: CaseAt,
  task: TaskRecord,
  { at, by }: { readonly at: string; readonly by: readonly ActedBy[] },
): Promise<PerformedAct> {
  const instant = instantOfAct(at, now);
  if (by.length > MOST) throw invalidInput('actedByInvalid', 'by', `Expected at most ${MOST} persons.`, 'tooLong', { longest: MOST });
  const names = await findPersonNames(services.db, [...by.flatMap(({ person }) => person ?? []), ...task.excludedPersons]);
  const keys = by.map((actor) => {
    const known = keysOf(actor, names);
    requireNotExcluded(actor.person === undefined ? withNames(task, names) : task, known);
    return known[0];
  });
  return { at: instant, by: keys };
}

/** Under what the actor may have been remembered: by record, by name. The first is what is remembered now. */
function keysOf({ person, name }: ActedBy, names: ReadonlyMap<string, string>): readonly [string, ...string[]] {
  const named = paperName(requireText(name, 'name', 200));
  if (person === undefined) return [named];
  const known = names.get(person);
  if (known === undefined) throw invalidInput('actorUnknown', 'by', `Expected person '${person}' to be on record.`, 'actorUnknown');
  return [person, paperName(known)];
}

/** Whoever is named without a record is taken for the person on record with that name. */
function withNames(task: TaskRecord, names: ReadonlyMap<string, string>): TaskRecord {
  const named = task.excludedPersons.flatMap((id) => names.get(id) ?? []).map(paperName);
  return { ...task, excludedPersons: [...task.excludedPersons, ...named] };
}

/** A day counts from its beginning, on the law's clock. */
function instantOfAct(at: string, now: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(at) ? dayStart(at) : requireInstant(at, 'at');
  if (Date.parse(instant) <= Date.parse(now)) return instant;
  const today = localDate(Date.parse(now));
  throw invalidInput('actInFuture', 'at', `Expected an act that was done, on ${today} or before.`, 'actInFuture', { today });
}

function dayStart(day: string): string {
  try {
    return new Date(instantOf(Temporal.PlainDate.from(day).toString())).toISOString();
  } catch {
    throw invalidInput('atInvalid', 'at', `Expected '${day}' to be a date.`, 'date');
  }
}
