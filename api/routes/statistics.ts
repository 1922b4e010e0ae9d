import { protectionSetting } from '../../commands/protection/setting.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listCaseCounts, STATISTICS_COLUMNS } from '../../store/queries/case-counts.ts';
import { findProcedureNames, findUnitNames } from '../../store/queries/names.ts';
import { ExportStatistics } from '../contract/export.ts';
import { CaseCounts, CountQuery, ProgressQuery, ProgressStatistics, StepQuery, StepStatistics } from '../contract/statistics.ts';
import { exportList } from '../exports/export-list.ts';
import { route, type Route } from '../route.ts';
import { progressStatistics, stepStatistics } from '../statistics/ask.ts';
import { REPORT_HEADINGS, reportRows } from '../statistics/report-table.ts';
import { abilityFor } from './readable.ts';

const firstDay = (month: string | undefined): string | undefined => month && `${month}-01`;

const shownMonth = (month: string): string => month.split('-').toReversed().join('/');
const rule = { action: 'read', subject: 'Statistics' } as const;

export const statisticsRoutes: readonly Route[] = [
  route({
    id: 'countCases',
    method: 'GET',
    path: '/api/v1/statistics/cases',
    summary: 'How many cases by procedure, unit, month of their start and outcome; small groups are not told',
    rule,
    limit: 'read',
    query: CountQuery,
    success: 200,
    response: CaseCounts,
    async handle(request) {
      const { query, now, services } = request;
      const { from, to, ...rest } = query;
      const least = await protectionSetting(services.commands, 'protection.smallestGroup');
      const filter = { ...rest, ...(from !== undefined && { from: firstDay(from) }), ...(to !== undefined && { to: firstDay(to) }) };
      const predicate = allowedSql(abilityFor(request), 'read', 'Statistics', STATISTICS_COLUMNS, () => '?');
      const counts = await listCaseCounts(services.commands.db, { filter, least, now, predicate });
      return { body: { least, counts: counts.map((count) => ({ ...count, month: count.month.slice(0, 7) })) } };
    },
  }),
  route({
    id: 'summarizeCases',
    method: 'GET',
    path: '/api/v1/statistics/progress',
    summary: 'How cases get on in a period: received, ended on time or late, running, overdue, by unit, procedure and month',
    rule,
    limit: 'read',
    query: ProgressQuery,
    success: 200,
    response: ProgressStatistics,
    handle: async (request) => ({ body: await progressStatistics(request, request.query) }),
  }),
  route({
    id: 'summarizeSteps',
    method: 'GET',
    path: '/api/v1/statistics/steps',
    summary: 'How many cases of a procedure wait at each step, and how long it takes',
    rule,
    limit: 'read',
    query: StepQuery,
    success: 200,
    response: StepStatistics,
    handle: async (request) => ({ body: await stepStatistics(request, request.query) }),
  }),
  route({
    id: 'exportStatistics',
    method: 'POST',
    path: '/api/v1/statistics/export',
    summary: 'The table of a period by unit or procedure, as XLSX, PDF or CSV in an encrypted archive',
    rule,
    limit: 'deploy',
    success: 200,
    produces: 'application/zip',
    purposeful: true,
    body: ExportStatistics,
    async handle(request) {
      const { by, filter } = request.body;
      const { db } = request.services.commands;
      const { cells } = await progressStatistics(request, filter);
      const groups = Map.groupBy(cells, ({ unitPath, procedure }) => (by === 'unit' ? unitPath : procedure));
      const names = by === 'unit' ? await findUnitNames(db, [...groups.keys()]) : await findProcedureNames(db, [...groups.keys()]);
      const items = reportRows([...groups].map(([id, of]) => ({ name: names.get(id) ?? id, cells: of })));
      const unit = filter.unitPath === undefined ? undefined : (await findUnitNames(db, [filter.unitPath])).get(filter.unitPath);
      return await exportList(request, {
        subject: 'case',
        name: 'thong-ke',
        title: [`THỐNG KÊ TÌNH HÌNH GIẢI QUYẾT HỒ SƠ – từ tháng ${shownMonth(filter.from)} đến tháng ${shownMonth(filter.to)}`, unit]
          .filter((part) => part !== undefined)
          .join(' – '),
        columns: REPORT_HEADINGS,
        count: async () => await Promise.resolve(items.length),
        page: async () => await Promise.resolve({ items }),
        row: (line) => line,
      });
    },
  }),
];
