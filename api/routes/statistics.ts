import { protectionSetting } from '../../commands/protection/setting.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listCaseCounts, STATISTICS_COLUMNS } from '../../store/queries/case-counts.ts';
import { CaseCounts, CountQuery } from '../contract/statistics.ts';
import { route, type Route } from '../route.ts';
import { abilityFor } from './readable.ts';

const firstDay = (month: string | undefined): string | undefined => month && `${month}-01`;

export const statisticsRoutes: readonly Route[] = [
  route({
    id: 'countCases',
    method: 'GET',
    path: '/api/v1/statistics/cases',
    summary: 'How many cases by procedure, unit, month of their start and outcome; small groups are not told',
    rule: { action: 'read', subject: 'Statistics' },
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
];
