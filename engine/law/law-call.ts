/** One call of a law function in an expression: what it may look up, and how its arguments are read. */
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { Calendar } from '../../law/calendar.ts';
import { IncidentSignal } from '../incidents.ts';
import type { ParameterRecord } from '../ports.ts';
import type { LawDays } from '../deadline-record.ts';
import type { DeadlineRecord } from '../deadline-record.ts';

/** The register as a step sees it; what is not loaded yet ends the step with a need. */
export interface LawLookup {
  /** without `asOf`, the entry itself says whose day's law applies */
  parameter(key: string, asOf?: string): ParameterRecord;
  deadline(key: string, start: string, calendar?: string): DeadlineRecord;
  calendar(key: string): Calendar;
  readonly days: LawDays;
  spend(units: number): void;
}

export interface LawFunction {
  readonly parameters: readonly string[];
  readonly required: number;
  call(law: LawLookup, args: readonly Json[]): Json;
}

export type LawFunctions = Readonly<Record<string, LawFunction>>;

/** A wrong argument, or a law that cannot be found, stops the element with an incident: it must never silently be null. */
export function calling(name: string, act: () => Json): Json {
  try {
    return act();
  } catch (error) {
    if (error instanceof Rejection) throw new IncidentSignal('expressionFailed', `${name}: ${error.message}`);
    throw error;
  }
}
