import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { protectionSetting } from '../../commands/protection/setting.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { CASE_COLUMNS, CASE_STATISTICS_COLUMNS, TASK_COLUMNS, TASK_STATISTICS_COLUMNS } from '../../store/queries/policy-columns.ts';
import { findProgressStatistics, findStepStatistics, type OfTasks } from '../../store/queries/progress-statistics.ts';
import type { StepTimes } from '../../store/queries/step-times.ts';
import type { RouteRequest } from '../route.ts';
import { abilityFor } from '../routes/readable.ts';
import { periodOf } from './period.ts';
import { summaryOf } from './summary.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'>;

export interface Asked {
  readonly procedure?: string;
  readonly unitPath?: string;
  /** months, both of them included */
  readonly from: string;
  readonly to: string;
}

/** Levels of units that are told apart where none was asked for. */
const TOP_LEVELS = 2;

const placeholder = (): string => '?';

function ofTasks(request: Request): OfTasks {
  const ability = abilityFor(request);
  return {
    counted: allowedSql(ability, 'read', 'Statistics', TASK_STATISTICS_COLUMNS, placeholder),
    readable: allowedSql(ability, 'read', 'Task', TASK_COLUMNS, placeholder),
  };
}

/** Throws validation `periodInvalid`, `statisticsTooLarge`. */
export async function progressStatistics(request: Request, { procedure, unitPath, from, to }: Asked) {
  const { services, now } = request;
  const period = periodOf({ from, to }, now);
  const ability = abilityFor(request);
  const least = await protectionSetting(services.commands, 'protection.smallestGroup');
  const ask = {
    ...period,
    ...(procedure !== undefined && { procedure }),
    ...(unitPath !== undefined && { unitPath }),
    least,
    depth: unitPath === undefined ? TOP_LEVELS : unitPath.split('.').length + 1,
    counted: allowedSql(ability, 'read', 'Statistics', CASE_STATISTICS_COLUMNS, placeholder),
    readable: allowedSql(ability, 'read', 'Case', CASE_COLUMNS, placeholder),
    ...(period.isNow && { near: { state: 'near', ...(await deadlineMoment(services.commands, now)) } as const }),
  };
  const found = await findProgressStatistics(services.commands.db, ask, ofTasks(request));
  return { least, at: period.moment, ...summaryOf(found, period) };
}

/** Throws validation `periodInvalid`, `statisticsTooLarge`. */
export async function stepStatistics(request: Request, { procedure, unitPath, from, to }: Asked & { readonly procedure: string }) {
  const { services, now } = request;
  const least = await protectionSetting(services.commands, 'protection.smallestGroup');
  const ask = { ...periodOf({ from, to }, now), procedure, ...(unitPath !== undefined && { unitPath }), least, ...ofTasks(request) };
  const steps = await findStepStatistics(services.commands.db, ask, now);
  return { least, at: now, steps: steps.map(stepOf) };
}

const stepOf = ({ medianDays, ...step }: StepTimes) => ({ ...step, ...(medianDays !== null && { medianDays }) });
