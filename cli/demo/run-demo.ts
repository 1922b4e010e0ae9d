/** Two account requests over HTTP, from the request to its effect: one is approved, one is rejected. Every step is printed as it happens. */
import { setTimeout as pause } from 'node:timers/promises';
import organisation from '../../composition/demo/organisation.json' with { type: 'json' };
import { type HttpClient, signIn } from './http-client.ts';

export interface DemoOptions {
  readonly url: string;
  readonly print: (line: string) => void;
  /** makes the made-up person and login of this run differ from those of others */
  readonly suffix: string;
}

interface StartedCase {
  readonly caseId: string;
  readonly code: string;
  readonly title: string;
}
interface CaseView {
  readonly status: string;
  readonly endedHow?: string;
  readonly activities: readonly { readonly node: string; readonly incident: boolean }[];
}
interface TaskItem {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  readonly dueAt?: string;
  readonly due?: { readonly explanation?: { readonly vi: string } };
}

const PATIENCE_MS = 30_000;

export async function runDemo({ url, print, suffix }: DemoOptions): Promise<void> {
  const { password } = organisation;
  print(`Trình Ký tại ${url}`);
  const local = await signIn(url, 'admin.hanoi', password);
  print('• admin.hanoi (Admin địa phương) đã đăng nhập');
  const department = await signIn(url, 'admin.cuc', password);
  print('• admin.cuc (Admin Cục) đã đăng nhập');
  await approved({ local, department, print, suffix });
  await rejected({ local, department, print, suffix });
  await local.signOut();
  await department.signOut();
  print('Xong: một đề nghị được phê duyệt và có hiệu lực, một đề nghị bị từ chối.');
}

interface Parties {
  readonly local: HttpClient;
  readonly department: HttpClient;
  readonly print: (line: string) => void;
  readonly suffix: string;
}

async function approved({ local, department, print, suffix }: Parties): Promise<void> {
  print('\n1. Cấp mới tài khoản – được phê duyệt');
  const login = `canbo.${suffix}`;
  const started = await start(local, print, {
    operation: 'CREATE',
    personName: 'Nguyễn Văn An',
    personIdentity: identityNumber(suffix, 1),
    login,
    personTitle: 'Chấp hành viên',
    unitPath: 'cuc.hanoi.khuvuc1',
    grants: [{ role: 'officer', unitPath: 'cuc.hanoi.khuvuc1' }],
    reason: 'Tuyển dụng mới',
    basisDocument: 'Quyết định tuyển dụng 12/QĐ-THADS ngày 02/3/2026',
  });
  const task = await taskOf(department, started, print);
  await department.post(`/api/v1/tasks/${task.caseId}/${task.instance}/claim`);
  print(`   admin.cuc nhận việc “${task.name}”`);
  await department.post(`/api/v1/tasks/${task.caseId}/${task.instance}/complete`, { outcome: 'approve' });
  print('   admin.cuc phê duyệt: thay đổi có hiệu lực ngay trong bước này');
  await untilEnded(local, started, print);
}

async function rejected({ local, department, print, suffix }: Parties): Promise<void> {
  print('\n2. Cấp mới tài khoản – bị từ chối');
  const started = await start(local, print, {
    operation: 'CREATE',
    personName: 'Trần Thị Bình',
    personIdentity: identityNumber(suffix, 2),
    login: `canbo2.${suffix}`,
    personTitle: 'Thư ký',
    unitPath: 'cuc.hanoi',
    grants: [{ role: 'manager', unitPath: 'cuc.hanoi' }],
    reason: 'Điều động',
  });
  const task = await taskOf(department, started, print);
  await department.post(`/api/v1/tasks/${task.caseId}/${task.instance}/claim`);
  await department.post(`/api/v1/tasks/${task.caseId}/${task.instance}/complete`, {
    outcome: 'reject',
    reason: 'Chưa có quyết định điều động kèm theo',
  });
  print('   admin.cuc từ chối, lý do: Chưa có quyết định điều động kèm theo');
  await untilEnded(local, started, print);
}

async function start(local: HttpClient, print: (line: string) => void, request: Readonly<Record<string, unknown>>): Promise<StartedCase> {
  const started = await local.post<StartedCase>('/api/v1/cases', {
    procedure: 'account-approval',
    unitPath: 'cuc.hanoi',
    variables: { request },
  });
  print(`   admin.hanoi gửi đề nghị, hồ sơ ${started.code}: ${started.title}`);
  return started;
}

/** The check of the request is a job: the task is there a moment later. */
async function taskOf(client: HttpClient, { caseId }: StartedCase, print: (line: string) => void): Promise<TaskItem> {
  const task = await until(async () => {
    const { items } = await client.get<{ items: TaskItem[] }>(`/api/v1/tasks?view=claimable&caseId=${caseId}`);
    return items.find((item) => item.caseId === caseId);
  }, `a task of case ${caseId}`);
  print(`   đề nghị hợp lệ, chờ phê duyệt; hạn ${task.dueAt ?? 'không có'}${task.due?.explanation ? ` (${task.due.explanation.vi})` : ''}`);
  return task;
}

async function untilEnded(client: HttpClient, { caseId, code }: StartedCase, print: (line: string) => void): Promise<void> {
  const ended = await until(async () => {
    const view = await client.get<CaseView>(`/api/v1/cases/${caseId}`);
    const stopped = view.activities.find(({ incident }) => incident);
    if (stopped) throw new Error(`case ${code} has an incident at ${stopped.node}`);
    return view.status === 'ended' ? view : undefined;
  }, `the end of case ${code}`);
  const path = await client.get<{ nodes: { node: string; enteredAt: string }[] }>(`/api/v1/cases/${caseId}/path`);
  print(`   hồ sơ ${code} kết thúc (${ended.endedHow}); đã qua: ${path.nodes.map(({ node }) => node).join(' → ')}`);
}

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${PATIENCE_MS} ms for ${what}`);
    await pause(50);
  }
}

/** Twelve digits of a person who does not exist: Hà Nội, a man born in 1990, and a number of this run. */
function identityNumber(suffix: string, which: number): string {
  const digits = (suffix.replaceAll(/\D/g, '') + '000000').slice(0, 5);
  return `001090${digits}${which}`;
}
