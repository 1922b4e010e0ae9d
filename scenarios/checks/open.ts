/** Exactly these tasks are open; of each, what the scenario says of it. */
import { Unmet } from '../failure.ts';
import { listOf, sameSet } from '../match.ts';
import type { StepOf } from '../scenario.ts';
import type { SimTask, World } from '../world.ts';
import { dueFits, dueText } from './due.ts';

type Expected = Exclude<StepOf<'open'>['open'][number], string>;

export function open(world: World, { open: expected }: StepOf<'open'>): void {
  const wanted = expected.flatMap((item) => expanded(typeof item === 'string' ? { task: item } : item));
  const left = [...world.tasks.values()].filter(({ state }) => state === 'open');
  const found = left.map(({ node }) => node);
  const names = wanted.map(({ task }) => task);
  if (JSON.stringify(names.toSorted()) !== JSON.stringify(found.toSorted()))
    throw new Unmet('failed.open', { expected: shown(names), found: shown(found) });
  for (const item of wanted) take(left, item);
}

function expanded({ count = 1, ...item }: Expected): readonly Expected[] {
  return Array.from({ length: count }, () => item);
}

/** Of several tasks of one element the one that fits; where none does, what is wrong with the first. */
function take(left: SimTask[], item: Expected): void {
  const same = left.filter(({ node }) => node === item.task);
  const fitting = same.find((task) => faultOf(task, item) === undefined);
  const fault = fitting ? undefined : faultOf(same[0] as SimTask, item);
  if (fault) throw new Unmet('failed.openField', { task: item.task, ...fault });
  left.splice(left.indexOf(fitting as SimTask), 1);
}

interface Fault {
  readonly field: string;
  readonly expected: unknown;
  readonly found: unknown;
}

function faultOf(task: SimTask, item: Expected): Fault | undefined {
  const sets: readonly (readonly [string, string | readonly string[] | undefined, readonly string[]])[] = [
    ['role', item.role, task.candidateRoles],
    ['unit', item.unit, task.candidateUnits],
    ['person', item.person, task.candidatePersons],
    ['excluded', item.excluded, task.excludedPersons],
    ['outcomes', item.outcomes, task.outcomes],
  ];
  for (const [field, expected, found] of sets)
    if (expected !== undefined && !sameSet(listOf(expected), found)) return { field, expected, found };
  const values: readonly (readonly [string, unknown, unknown])[] = [
    ['assignee', item.assignee, task.assignee ?? null],
    ['form', item.form, task.form ?? null],
    ['priority', item.priority, task.priority],
    ['term', item.term, task.due?.parameter ?? null],
  ];
  for (const [field, expected, found] of values) if (expected !== undefined && expected !== found) return { field, expected, found };
  if (item.due === undefined || dueFits(item.due, task.due?.due)) return undefined;
  return { field: 'due', expected: item.due, found: dueText(task.due?.due) };
}

const shown = (names: readonly string[]): string => names.toSorted().join(', ') || '–';
