/** A reminder or an escalation of a task: to those who hold the roles it names, to the superior, and to whoever has the task. */
import { superiorsOf } from '../commands/bindings/superiors-of.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import type { Deliver } from './delivery.ts';

/** Not a role: the head of the unit that holds the task. */
const SUPERIOR = 'superior';

interface Reminder {
  readonly id: string;
  readonly kind: string;
  readonly node: string;
  readonly instance: number;
  readonly notify: readonly string[];
}

export const taskReminder: Deliver = async (services, { payload, caseId = '' }) => {
  const { id, kind, node, instance, notify } = payload as unknown as Reminder;
  const task = { caseId, instance };
  const now = services.clock();
  const accounts = notify.includes(SUPERIOR) ? await superiorsOf(services, task, now) : [];
  const roles = notify.filter((role) => role !== SUPERIOR);
  const to = { accounts, roles, taskOf: task };
  const notice = await noticeOf(services, { id, template: `task-${kind}`, to, data: { node, instance }, caseId });
  await saveNotices(services.db, notice, now);
};
