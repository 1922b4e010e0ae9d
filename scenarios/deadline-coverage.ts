/**
 * Which terms of a module its scenarios have not tried: done on the last day, and let pass; anew where the clock starts again; and, where
 * working days count, over Tết. A scenario that only calculates a date has not tried it: a case must have met it.
 */
import type { ProcessModel } from '../engine/model/process-model.ts';
import { localDate } from '../engine/time-values.ts';
import type { Calendar } from '../law/calendar.ts';
import { isTerm } from '../law/register-entry.ts';
import type { CompiledModule } from './compile-module.ts';
import type { ScenarioRun } from './run-scenario.ts';
import type { RanTerm } from './ran-term.ts';

const TET = 'Tết Nguyên đán';

/** `<parameter>: <what>`, in order; empty when everything was tried. */
export function untriedTerms(module: CompiledModule, runs: readonly Pick<ScenarioRun, 'terms'>[]): readonly string[] {
  const all = runs.flatMap(({ terms }) => terms);
  const untried = owedTerms(module).flatMap(({ parameter, tasks, again }) => {
    const tried = all.filter((term) => term.parameter === parameter);
    return [
      ...(!tasks || tried.some(onLastDay) ? [] : [`${parameter}: last day`]),
      ...(tried.some(late) ? [] : [`${parameter}: a day late`]),
      ...(!again || runs.some(({ terms }) => startedAgain(terms, parameter)) ? [] : [`${parameter}: started again`]),
    ];
  });
  const working = new Set(owedTerms(module).flatMap(({ parameter }) => (unitOf(module, parameter) === 'workingDay' ? [parameter] : [])));
  const calendar = module.calendars.get('vn');
  const overTet = working.size === 0 || (calendar && all.some((term) => working.has(term.parameter) && meetsTet(calendar, term)));
  return overTet ? untried : [...untried, `${module.key}: working days over Tết`];
}

interface Owed {
  readonly parameter: string;
  /** somebody, or something that happens, can be in time: no mere wait for a day */
  readonly tasks: boolean;
  /** a supplement starts the clock again, and one of its steps can come again */
  readonly again: boolean;
}

function owedTerms(module: CompiledModule): readonly Owed[] {
  const owed = new Map<string, Owed>();
  for (const model of module.models.values())
    if (module.own.has(model.key))
      for (const { parameter, tasks, node } of termsIn(model)) {
        const known = owed.get(parameter);
        const again = restarts(module, parameter) && cycles(model, node);
        owed.set(parameter, { parameter, tasks: tasks || (known?.tasks ?? false), again: again || (known?.again ?? false) });
      }
  return [...owed.values()].toSorted((a, b) => (a.parameter < b.parameter ? -1 : 1));
}

function termsIn(model: ProcessModel): readonly { readonly parameter: string; readonly tasks: boolean; readonly node: string }[] {
  return [...model.nodes.values()].flatMap(({ id, kind, userTask, triggers }) => [
    ...(userTask?.deadline ? [{ parameter: userTask.deadline.parameter, tasks: true, node: id }] : []),
    ...triggers.flatMap((trigger) =>
      trigger.kind === 'timer' && trigger.timer.type === 'deadline'
        ? [{ parameter: trigger.timer.deadline.parameter, tasks: kind === 'boundaryEvent', node: id }]
        : [],
    ),
  ]);
}

function unitOf({ parameters }: CompiledModule, key: string): string | undefined {
  const entry = parameters.get(key)?.[0];
  return entry && isTerm(entry) ? entry.unit : undefined;
}

function restarts({ parameters }: CompiledModule, key: string): boolean {
  const entry = parameters.get(key)?.[0];
  return entry !== undefined && isTerm(entry) && entry.onSupplement === 'restart';
}

/** Whether a token can come back to it, by flows or by an outcome that sends the case back. */
function cycles(model: ProcessModel, from: string): boolean {
  const next = (id: string): readonly string[] => [
    ...[...model.flows.values()].filter(({ source }) => source.id === id).map(({ target }) => target.id),
    ...(model.nodes.get(id)?.userTask?.outcomes ?? []).flatMap(({ returnTo }) => returnTo ?? []),
  ];
  const seen = new Set<string>();
  const waiting = [...next(from)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...next(id));
  }
  return seen.has(from);
}

const late = ({ until, due }: RanTerm): boolean => until !== undefined && until >= Date.parse(due);

function onLastDay({ how, until, due, lastDay }: RanTerm): boolean {
  return (how === 'met' || how === 'gone') && until !== undefined && until < Date.parse(due) && localDate(until) === lastDay;
}

function startedAgain(terms: readonly RanTerm[], parameter: string): boolean {
  const own = terms.filter((term) => term.parameter === parameter);
  return own.some((one) => own.some((other) => other.node === one.node && Date.parse(other.start) > Date.parse(one.start)));
}

function meetsTet({ days }: Calendar, { start, lastDay }: RanTerm): boolean {
  const [from, to] = [localDate(Date.parse(start)), lastDay].toSorted();
  return Object.entries(days).some(
    ([day, { reason }]) => reason.vi === TET && from !== undefined && to !== undefined && from < day && day < to,
  );
}
