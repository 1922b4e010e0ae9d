import type { Bilingual } from '../law/calendar.ts';
import { scenarioText, type MessageKey } from './texts.ts';

/** What a scenario expected and did not find, said in both languages. */
export interface ScenarioFailure {
  /** step of the scenario, counted from 1; 0 is the start */
  readonly step: number;
  readonly code: Extract<MessageKey, `failed.${string}`>;
  readonly expected?: unknown;
  readonly found?: unknown;
  readonly text: Bilingual;
}

/** Thrown where an expectation is not met; ends the run. */
export class Unmet extends Error {
  readonly code: ScenarioFailure['code'];
  readonly values: Readonly<Record<string, unknown>>;
  constructor(code: ScenarioFailure['code'], values: Readonly<Record<string, unknown>> = {}) {
    super(scenarioText(code, values).en);
    this.code = code;
    this.values = values;
  }
}

export function failureOf({ code, values }: Unmet, step: number): ScenarioFailure {
  return { step, code, expected: values['expected'], found: values['found'], text: scenarioText(code, values) };
}
