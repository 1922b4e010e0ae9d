/** Commands on a real database: an office with an officer, two managers, an analyst, a system administrator, and a small procedure. */
import type { TestFn } from 'ava';
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { CommandOf, CommandType, OutcomeOf, RunOptions, Services, StepOutcome } from '../../commands/contract.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Parameter } from '../../law/parameter.ts';
import { readParameter } from '../../law/read-parameter.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase, type Database } from '../../store/connection.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import { useDatabase } from '../database.ts';
import { testVault } from '../test-vault.ts';

export const NOW = '2026-11-23T02:00:00.000Z';

export const ONE_WORKING_DAY: Parameter = readParameter({
  key: 'review.term',
  version: '1',
  value: 1,
  unit: 'workingDay',
  precision: 'endOfDay',
  rollForward: true,
  direction: 'forward',
  citation: 'test',
  confidence: 'A',
  validFrom: '2020-01-01',
});

export interface Office {
  readonly db: Database;
  readonly services: Services;
  /** moves the clock */
  pass(seconds: number): void;
  run<K extends CommandType>(actor: Actor, command: CommandOf<K>, options?: RunOptions): Promise<OutcomeOf<K>>;
}

export const person = (account: string): Actor => ({ account, person: `person-${account}` });
export const OFFICER = person('officer');
export const MANAGER = person('manager');
export const MANAGER_2 = person('manager2');
export const STRANGER = person('stranger');
export const ANALYST = person('analyst');
export const SYSADMIN = person('sysadmin');
/** a worker outside */
export const MACHINE = person('machine');
/** Người chịu trách nhiệm dữ liệu */
export const STEWARD = person('steward');

const STAFF: readonly (readonly [id: string, role: string, unit: string])[] = [
  ['officer', 'officer', 'cuc.hanoi'],
  ['officer2', 'officer', 'cuc.hanoi'],
  ['manager', 'manager', 'cuc.hanoi'],
  ['manager2', 'manager', 'cuc.hanoi'],
  ['stranger', 'officer', 'cuc.hue'],
  ['stranger-manager', 'manager', 'cuc.hue'],
  ['analyst', 'analyst', 'cuc'],
  ['sysadmin', 'sysadmin', 'cuc'],
  ['steward', 'data-steward', 'cuc'],
  ['department', 'admin-department', 'cuc'],
  ['machine', 'worker', 'cuc.hanoi'],
  ['machine-hue', 'worker', 'cuc.hue'],
];

/** Ids that order like UUIDv7 and differ in their last bits. */
export function idSource(): () => string {
  let count = 0;
  return () => {
    count += 1;
    const mixed = (BigInt(count) * 0x9e3779b97f4a7c15n) & 0xffffffffffffn;
    return `019aaaaa-${(count >> 16).toString(16).padStart(4, '0')}-7${(count & 0xfff).toString(16).padStart(3, '0')}-8000-${mixed.toString(16).padStart(12, '0')}`;
  };
}

export function useOffice(test: TestFn, more: Partial<Services> = {}): Office {
  const database = useDatabase(test);
  let services: Services | undefined;
  let at = Date.parse(NOW);
  test.serial.before(async () => {
    const db = openDatabase(database.url, { max: 6, vault: testVault() });
    services = openServices({
      db,
      clock: () => new Date(at).toISOString(),
      newId: idSource(),
      random: () => 0.5,
      wait: async () => await new Promise((resolve) => setImmediate(resolve)),
      logger: createLogger({ level: 'silent', format: 'json' }),
      rootUnit: 'cuc',
      ...more,
    });
    await saveUnits(
      db,
      ['cuc', 'cuc.hanoi', 'cuc.hue'].map((path) => ({ id: path, path, name: path })),
    );
    for (const [id, role, unitPath] of STAFF) {
      const holder = { id: `person-${id}`, name: id, unitPath };
      await seedAccount(db, { id, login: id, person: holder, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
    }
  });
  test.after.always(async () => await services?.db.close());
  const opened = (): Services => {
    if (!services) throw new Error('The office is open while tests run.');
    return services;
  };
  return {
    get db() {
      return opened().db;
    },
    get services() {
      return opened();
    },
    pass: (seconds) => void (at += seconds * 1_000),
    run: async (actor, command, options) => await runCommand(opened(), actor, command, options),
  };
}

/** A diagram around `content`: `xmlns:tk` is ours, `procedure` is the process id; `roots`: messages, signals, errors. */
export const bpmn = (procedure: string, content: string, attributes = 'tk:candidateStarterRoles="officer"', roots = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:tk="urn:trinh-ky:bpmn:1" targetNamespace="http://trinh-ky.vn/test" id="defs-${procedure}">
  ${roots}
  <process id="${procedure}" name="Thử ${procedure}" isExecutable="true" ${attributes}>
  ${content}
  </process>
</definitions>`;

let flows = 0;
/** `a -> b` */
export const flow = (from: string, to: string, body = ''): string =>
  `<sequenceFlow id="f${++flows}_${from}_${to}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>`;

export const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((to, i) => flow(ids[i] as string, to))
    .join('');

export const task = (id: string, attributes = 'tk:candidateRoles="manager"', body = ''): string =>
  `<userTask id="${id}" name="${id}" ${attributes}>${body}</userTask>`;

export const outcomes = (...list: readonly string[]): string =>
  `<extensionElements><tk:outcomes>${list.map((values) => `<tk:outcome ${values}/>`).join('')}</tk:outcomes></extensionElements>`;

/** Draft by the officer, review by a manager who is not the drafter: approve, reject with reason, or return. */
export const approval = (procedure: string): string =>
  bpmn(
    procedure,
    `<startEvent id="start"/>
    ${task('draft', 'tk:candidateRoles="officer"')}
    ${task(
      'review',
      'tk:candidateRoles="manager" tk:separateFrom="draft"',
      outcomes('id="approve" name="Duyệt"', 'id="reject" name="Từ chối" reasonRequired="true"'),
    )}
    <endEvent id="end"/>
    ${chain('start', 'draft', 'review', 'end')}`,
    `tk:candidateStarterRoles="officer" tk:caseTitle="&quot;Hồ sơ &quot; + subject"`,
  );

export async function deployed(office: Office, ...files: readonly (readonly [name: string, content: string])[]): Promise<string> {
  const outcome = await office.run<'deploy'>(ANALYST, {
    type: 'deploy',
    name: 'test',
    resources: files.map(([name, content]) => ({ name, content })),
  });
  const id = outcome.definitions[0]?.id;
  if (id === undefined) throw new Error('Expected a definition to be deployed.');
  return id;
}

/** Starts a case and gives its id and the instance of the one task it opened. */
export async function started(
  office: Office,
  procedure: string,
  variables: Record<string, Json> = {},
  more: { readonly businessKey?: string } = {},
): Promise<{ readonly caseId: string; readonly instance: number }> {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure, variables, ...more });
  return { caseId, instance: opened[0]?.instance ?? 0 };
}

/** Claims and completes a task. */
export async function done(
  office: Office,
  actor: Actor,
  { caseId, instance }: { readonly caseId: string; readonly instance: number },
  more: Partial<CommandOf<'completeTask'>> = {},
): Promise<StepOutcome> {
  await office.run<'claimTask'>(actor, { type: 'claimTask', caseId, instance });
  return await office.run<'completeTask'>(actor, { type: 'completeTask', caseId, instance, ...more });
}

/** The task that an outcome opened, for the next command. */
export function opened({ caseId, opened: tasks }: StepOutcome, node?: string): { readonly caseId: string; readonly instance: number } {
  const task = tasks.find((candidate) => node === undefined || candidate.node === node);
  if (!task) throw new Error(`Expected a task ${node ?? ''} to be opened.`);
  return { caseId, instance: task.instance };
}

/** The code of the refusal, and that it is one. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Rejection) return `${error.kind} ${error.code}`;
    throw error;
  }
  throw new Error('Expected the command to be refused.');
}
