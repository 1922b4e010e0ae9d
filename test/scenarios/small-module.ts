/** A module of one diagram, for tests of the runner. */
import type { ModuleContent } from '../../scenarios/module-content.ts';
import type { Parameter } from '../../law/parameter.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import { runScenario, type ScenarioRun } from '../../scenarios/run-scenario.ts';

export const diagram = (processes: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tk="urn:trinh-ky:bpmn:1" id="d" targetNamespace="t">${processes}</definitions>`;

export const process = (body: string, key = 'p'): string =>
  `<process id="${key}" name="Thử" isExecutable="true" tk:candidateStarterRoles="clerk">${body}</process>`;

export const flow = (from: string, to: string, condition?: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<conditionExpression>= ${condition}</conditionExpression>`}</sequenceFlow>`;

export function moduleOf(xml: string, more: Partial<ModuleContent> = {}): ModuleContent {
  const { resources = [], ...rest } = more;
  return { key: 'p', parameters: [], rules: [], ...rest, resources: [{ name: 'p.bpmn', content: xml }, ...resources] };
}

export const TEN_DAYS: Parameter = {
  key: 'p.decide',
  version: '1',
  value: 10,
  unit: 'calendarDay',
  precision: 'endOfDay',
  rollForward: true,
  direction: 'forward',
  receipt: 'asReceived',
  onSupplement: 'continue',
  citation: 'Đ1',
  confidence: 'A',
  validFrom: '2026-01-01',
};

export const PEOPLE = {
  an: { roles: ['clerk'], unit: 'court.hanoi' },
  binh: { roles: ['judge'], unit: 'court.hanoi' },
  chi: { roles: ['judge'], unit: 'court.hanoi' },
  dung: { roles: ['judge'], unit: 'court.hue' },
};

/** Runs these steps on the module, started by `an` on Monday 23/11/2026 at 09:00 in Hà Nội. */
export async function play(content: ModuleContent, steps: readonly unknown[], more: object = {}): Promise<ScenarioRun> {
  const name = { vi: 'Thử', en: 'Try' };
  const json = { name, covers: [], procedure: 'p', at: '2026-11-23T09:00+07:00', people: PEOPLE, starter: 'an', steps, ...more };
  return runScenario(await compileModule(content), readScenario(json, 'test.json'));
}
