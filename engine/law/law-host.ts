import { required } from '../../errors.ts';
import type { Host } from '../../expressions/contract.ts';
import { OFFENCE_DATE, resolveAsOf } from '../as-of.ts';
import type { LawDays } from '../deadline-record.ts';
import { type Instance, NeedSignal, type Run } from '../run.ts';
import { localDate } from '../time-values.ts';
import { lookup } from '../lookup.ts';
import { calling, type LawLookup } from './law-call.ts';
import { LAW_FUNCTIONS } from './law-language.ts';

/** Answers the law functions of expressions that are evaluated at an instance. */
export function lawHost(run: Run, at: Instance): Host {
  const law = lawLookup(run, at);
  return (name, args) => calling(name, () => required(LAW_FUNCTIONS[name], `law function ${name}`).call(law, args));
}

function lawLookup(run: Run, at: Instance): LawLookup {
  const { context } = run;
  const found = <T>(part: T | undefined, need: () => ConstructorParameters<typeof NeedSignal>[0]): T => {
    if (part === undefined) throw new NeedSignal(need());
    return part;
  };
  return {
    get days() {
      return daysOf(run, at);
    },
    parameter(key, asOf) {
      const reference = { key, asOf: asOf ?? daysOf(run, at) };
      return found(context.parameter(reference), () => ({ kind: 'parameter', reference }));
    },
    deadline(parameter, start, calendar) {
      const reference = { parameter, ...(calendar !== undefined && { calendar }), start, asOf: daysOf(run, at) };
      return found(context.deadline(reference), () => ({ kind: 'deadline', reference }));
    },
    calendar: (key) => found(context.calendar(key), () => ({ kind: 'calendar', key })),
    spend: (units) => run.fuel.spend(units),
  };
}

function daysOf(run: Run, at: Instance): LawDays {
  const offence = lookup(run, at, OFFENCE_DATE) ?? null;
  return {
    step: localDate(run.nowMs),
    caseStart: localDate(run.startedMs),
    ...(offence !== null && { offence: resolveAsOf(run, at, 'offence') }),
  };
}
