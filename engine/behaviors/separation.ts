/**
 * Separation of duties, by person: who did a step may not do the one it is separated from. It counts over the whole case, every call
 * of a process included, unless the process says that each of its runs counts by itself; the starter is the case's, always.
 */
import { hasOpenUserTask } from '../instances.ts';
import { ancestors, type Instance, type Run } from '../run.ts';
import { localsOf } from '../variables.ts';

/** Persons, not accounts: whoever did a step this task is separated from, also for somebody absent. */
export function excludedPersons(run: Run, instance: Instance): readonly string[] {
  const separateFrom = instance.node.userTask?.separateFrom ?? [];
  return [...new Set(separateFrom.flatMap((id) => (id === START ? starters(run) : performersOf(run, instance, id))))];
}

/** Who did what this step is about: whoever acted on paper or elsewhere where that is known, else the actor, for both persons. */
export function performers({ act, context }: Run): readonly string[] {
  const { person, onBehalfOf } = context.actor;
  return act?.by.length ? act.by : [person, onBehalfOf].filter((id) => id !== undefined);
}

/** Remembers who did an element, where others are separated from it, and closes open tasks to that person at once. */
export function rememberPerformer(run: Run, element: string, from: Instance): void {
  rememberPersons(run, element, from, performers(run));
}

/** As `rememberPerformer`, for persons who did not act themselves: their votes were entered from the minutes. */
export function rememberPersons(run: Run, element: string, from: Instance, persons: readonly string[]): void {
  const holder = holderOf(run, from);
  if (!holder || persons.length === 0 || !from.model.remembered.has(element)) return;
  const known = ((holder.memory.by ??= {})[keyOf(from, element)] ??= []);
  const fresh = persons.filter((id) => !known.includes(id));
  known.push(...fresh);
  if (fresh.length === 0) return;
  for (const open of run.instances.values()) {
    const concerned = open !== from && hasOpenUserTask(open) && open.node.userTask?.separateFrom.includes(element);
    if (concerned && isCountedWith(run, open, from)) run.effects.push({ type: 'userTaskExclusion', instance: open.id, persons: fresh });
  }
}

/** What was remembered goes on in the case's own process where its new version counts by another scope. */
export function rescope(before: Instance, after: Instance): void {
  const { by } = after.memory;
  if (!by || before.model.separation === after.model.separation) return;
  const entries = Object.entries(by).map(([key, persons]) => {
    const element = key.replace(RUN, '');
    return [keyOf(after, element), persons] as const;
  });
  after.memory.by = { ...by, ...Object.fromEntries(entries) };
}

const START = 'start';
/** no element's id has a colon (xsd:NCName) */
const RUN = ':';

/** Of a called process too, whose caller may not have remembered the starter. */
function starters(run: Run): readonly string[] {
  const remembered = run.root?.memory.by?.[START];
  if (remembered) return remembered;
  const starter = run.root && localsOf(run, run.root)?.['starter'];
  const person = (starter as { readonly person?: string | null } | undefined)?.person;
  return typeof person === 'string' ? [person] : [];
}

const performersOf = (run: Run, at: Instance, element: string): readonly string[] =>
  holderOf(run, at)?.memory.by?.[keyOf(at, element)] ?? [];

function holderOf(run: Run, at: Instance): Instance | undefined {
  if (at.model.separation === 'case') return run.root;
  return [...ancestors(at)].find(({ node }) => node.kind === 'process');
}

const keyOf = ({ model }: Instance, element: string): string =>
  model.separation === 'case' || element === START ? element : `${RUN}${element}`;

const isCountedWith = (run: Run, a: Instance, b: Instance): boolean =>
  a.model.separation === b.model.separation && holderOf(run, a) === holderOf(run, b);
