import { STATE_VERSION } from '../../engine/state.ts';
import { compileXml, driveCase, type DriverOptions } from '../engine/case-driver.ts';
import type { RecordedCase } from './recorded-case.ts';
import type { Scenario } from './scenarios.ts';

export async function recordCase(name: string, scenario: Scenario): Promise<RecordedCase> {
  const { bpmn, drive, ...answers } = scenario;
  const driver = driveCase(await compileXml(bpmn), outsideOf(answers));
  drive(driver);
  return { name, stateVersion: STATE_VERSION, bpmn, ...answers, log: driver.log, states: driver.history };
}

export function outsideOf({ decision, deadline }: Pick<RecordedCase, 'decision' | 'deadline'>): DriverOptions {
  return { ...(decision && { evaluateDecision: () => decision }), ...(deadline && { deadline: () => deadline }) };
}
