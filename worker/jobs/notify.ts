/**
 * Topic `notify`: a notice in the application to accounts, or to everybody who holds a role over the case's unit, or over the `units` that
 * are named beside it.
 */
import type { Json } from '../../expressions/json.ts';
import { namedUnits } from '../../commands/notices/named-units.ts';
import { noticeOf } from '../../commands/notices/notice-of.ts';
import { type NoticeTarget, saveNotices } from '../../store/projections/notices.ts';
import type { JobHandler } from '../job-handler.ts';

export const notify: JobHandler = async (services, job) => {
  const { template, to, data } = job.input as { template?: Json; to?: Json; data?: Json };
  if (typeof template !== 'string') throw new Error(`Expected the notice of ${job.node} to name its template.`);
  const notice = await noticeOf(services, { id: job.key, template, to: targetOf(to), data: data ?? null, caseId: job.caseId });
  await saveNotices(services.db, notice, services.clock());
  return { variables: {} };
};

function targetOf(to: Json | undefined): NoticeTarget {
  const { accounts, roles, units } = (typeof to === 'object' && to !== null && !Array.isArray(to) ? to : {}) as Record<string, Json>;
  return { accounts: texts(accounts), roles: texts(roles), units: namedUnits(units) };
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
