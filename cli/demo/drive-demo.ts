/**
 * Two requests for an account, from a local administrator to the department, over HTTP: one is approved and takes effect, one is
 * rejected with its reason. Waits for what the worker does in between.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Transient } from '../../errors.ts';
import { signIn, type HttpSession } from './http-session.ts';
import { say, type DemoLanguage } from './say.ts';
import { signTask } from './sign-task.ts';

export interface DemoRun {
  readonly server: string;
  readonly password: string;
  readonly otpSecret: string;
  readonly language: DemoLanguage;
  readonly print: (line: string) => void;
  /** distinguishes the persons of this run from those of earlier ones: up to 9 digits */
  readonly serial: string;
}

export interface DemoCase {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly status: string;
  readonly endedHow?: string;
}

interface Task {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  readonly dueAt?: string;
}

interface Decision {
  readonly outcome: 'approve' | 'reject';
  readonly reason?: string;
}

const PROCEDURE = 'account-approval';
const PATIENCE_MS = 30_000;
const POLL_MS = 100;

/** Gives both cases as they ended. Throws Rejection when the server refuses a step, Transient when one does not come. */
export async function driveDemo(run: DemoRun): Promise<readonly DemoCase[]> {
  const { server, password, otpSecret } = run;
  const local = await signIn(server, { login: 'admin.hanoi', password, otpSecret });
  const department = await signIn(server, { login: 'admin.cuc', password, otpSecret });
  const reason = say(run.language, 'rejectionReason');
  return [
    await driveCase(run, local, department, '1', { outcome: 'approve' }),
    await driveCase(run, local, department, '2', { outcome: 'reject', reason }),
  ];
}

async function driveCase(run: DemoRun, local: HttpSession, department: HttpSession, digit: string, decision: Decision): Promise<DemoCase> {
  const tell = (key: Parameters<typeof say>[1], values: Record<string, string> = {}): void => run.print(say(run.language, key, values));
  const started = await local.post<{ caseId: string; code: string; title: string }>('/api/v1/cases', {
    procedure: PROCEDURE,
    variables: { request: requestFor(run, digit) },
  });
  tell('started', { login: local.login, code: started.code, title: started.title });
  const task = await eventually(
    async () => await claimable(department, started.caseId),
    say(run.language, 'noTask', { code: started.code }),
  );
  tell('waiting', { task: task.name, due: task.dueAt ?? '' });
  const at = `/api/v1/tasks/${task.caseId}/${task.instance}`;
  await department.post(`${at}/claim`);
  tell('claimed', { login: department.login, task: task.name });
  for (const { document, signer, shown } of await signTask(department, at, decision))
    tell('signed', { login: department.login, document, signer, shown });
  tell(decision.outcome, { login: department.login, reason: decision.reason ?? '' });
  const ended = await eventually(async () => await endedCase(local, started.caseId), say(run.language, 'noEnd', { code: started.code }));
  const path = await local.get<{ nodes: readonly { node: string }[] }>(`/api/v1/cases/${ended.id}/path`);
  tell('ended', { code: ended.code, path: path.nodes.map(({ node }) => node).join(' → ') });
  return ended;
}

function requestFor({ serial, language }: DemoRun, digit: string): object {
  return {
    operation: 'CREATE',
    personName: say(language, digit === '1' ? 'firstPerson' : 'secondPerson'),
    // Hà Nội, born in 1990, and a number of this run: nobody's
    personIdentity: `001${digit === '1' ? '0' : '1'}90${serial.slice(-6).padStart(6, '0')}`,
    login: `demo.${digit}${serial}`,
    unitPath: 'cuc.hanoi',
    grants: [{ role: 'officer', unitPath: 'cuc.hanoi' }],
    reason: say(language, 'requestReason'),
  };
}

async function claimable(who: HttpSession, caseId: string): Promise<Task | undefined> {
  const { items } = await who.get<{ items: readonly Task[] }>(`/api/v1/tasks?list=claimable&caseId=${caseId}`);
  return items[0];
}

async function endedCase(who: HttpSession, caseId: string): Promise<DemoCase | undefined> {
  const found = await who.get<DemoCase>(`/api/v1/cases/${caseId}`);
  return found.status === 'ended' ? found : undefined;
}

async function eventually<T>(look: () => Promise<T | undefined>, otherwise: string): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Transient('demo.late', otherwise);
    await pause(POLL_MS);
  }
}
