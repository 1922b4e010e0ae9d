import { allowedSql } from '../../policies/allowed-sql.ts';
import { purposesNow } from '../../policies/purposes.ts';
import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { deadlineFilter } from '../../commands/tasks/deadline-view.ts';
import type { CaseRecord } from '../../store/contract.ts';
import type { PersonRecord } from '../../store/person-contract.ts';
import { countCases, listCases } from '../../store/queries/list-cases.ts';
import { countPersons, listPersons } from '../../store/queries/persons.ts';
import { CASE_COLUMNS, PERSON_COLUMNS } from '../../store/queries/policy-columns.ts';
import { ExportCases, ExportPersons, Purposes } from '../contract/export.ts';
import { exportList, localDay } from '../exports/export-list.ts';
import { sensitivePredicate } from '../masking/find-sensitive.ts';
import { readableVariable } from '../masking/readable-variable.ts';
import { bothOf } from '../exports/both-of.ts';
import { route, type Route } from '../route.ts';
import { abilityFor } from './readable.ts';
import { valueOf } from './value-of.ts';

const PAGE = 200;
const download = { method: 'POST', limit: 'deploy', success: 200, produces: 'application/zip', purposeful: true } as const;

/** Name and part of the width of each column. */
const headings = (columns: readonly (readonly [heading: string, width: number])[]) =>
  columns.map(([heading, width]) => ({ heading, width }));
const CASE_HEADINGS = headings([
  ['Mã hồ sơ', 0.12],
  ['Tên hồ sơ', 0.3],
  ['Thủ tục', 0.16],
  ['Đơn vị', 0.16],
  ['Trạng thái', 0.1],
  ['Ngày thụ lý', 0.08],
  ['Ngày kết thúc', 0.08],
]);
const PERSON_HEADINGS = headings([
  ['Họ và tên', 0.3],
  ['Diện', 0.14],
  ['Ngày sinh', 0.12],
  ['Số hồ sơ', 0.16],
  ['Số định danh cá nhân', 0.14],
  ['Đơn vị quản lý', 0.14],
]);
const STATUS: Readonly<Record<CaseRecord['status'], string>> = { active: 'Đang giải quyết', suspended: 'Tạm dừng', ended: 'Đã kết thúc' };

const caseRow = ({ code, title, procedure, unitPath, status, startedAt, endedAt }: CaseRecord): readonly string[] => [
  code,
  title,
  procedure,
  unitPath,
  STATUS[status],
  localDay(startedAt),
  localDay(endedAt),
];
/** The identity number stays masked: who needs it looks at the person. */
const personRow = ({ name, kind, birth, fileNumber, identityNumber, unitPath }: PersonRecord): readonly string[] => [
  name,
  kind,
  birth ?? '',
  fileNumber ?? '',
  identityNumber ?? '',
  unitPath,
];

export const exportRoutes: readonly Route[] = [
  route({
    ...download,
    id: 'exportCases',
    path: '/api/v1/cases/export',
    summary: 'Take the list of cases away, filtered, as CSV, XLSX or PDF in an encrypted archive',
    rule: { action: 'export', subject: 'Case' },
    body: ExportCases,
    async handle(request) {
      const { db } = request.services.commands;
      const { sort, variable, value, party, deadline, ...rest } = request.body.filter;
      const filter = {
        ...rest,
        ...(party !== undefined && { parties: [party] }),
        ...deadlineFilter(deadline, await deadlineMoment(request.services.commands, request.now)),
        ...(variable !== undefined && { variable: { name: variable, value: valueOf(value ?? '') } }),
      };
      const readable = allowedSql(abilityFor(request), 'read', 'Case', CASE_COLUMNS, () => '?');
      const known = variable === undefined ? undefined : await readableVariable(request, variable, rest.procedure);
      const taken = bothOf(readable, sensitivePredicate(request, 'Case', 'export'));
      const predicate = known ? bothOf(taken, known) : taken;
      const sensitive = variable === undefined ? undefined : sensitivePredicate(request, 'Case');
      const list = { sort, filter, predicate, sensitive };
      return await exportList(request, {
        subject: 'case',
        name: 'ho-so',
        title: 'Danh sách hồ sơ',
        columns: CASE_HEADINGS,
        count: async (most) => await countCases(db, list, most),
        page: async (cursor) => await listCases(db, { ...list, limit: PAGE, cursor }),
        row: caseRow,
      });
    },
  }),
  route({
    ...download,
    id: 'exportPersons',
    path: '/api/v1/persons/export',
    summary: 'Take the list of persons away, filtered, as CSV, XLSX or PDF in an encrypted archive',
    rule: { action: 'export', subject: 'Person' },
    body: ExportPersons,
    async handle(request) {
      const { db } = request.services.commands;
      const readable = allowedSql(abilityFor(request), 'read', 'Person', PERSON_COLUMNS, () => '?');
      const list = { ...request.body.filter, predicate: bothOf(readable, sensitivePredicate(request, 'Person', 'export')) };
      return await exportList(request, {
        subject: 'person',
        name: 'doi-tuong',
        title: 'Danh sách người chấp hành án',
        columns: PERSON_HEADINGS,
        count: async (most) => await countPersons(db, list, most),
        page: async (cursor) => await listPersons(db, { ...list, limit: PAGE, cursor }),
        row: personRow,
      });
    },
  }),
  route({
    id: 'listPurposes',
    method: 'GET',
    path: '/api/v1/purposes',
    summary: 'The catalogue of purposes for which personal data is looked at or taken away',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: Purposes,
    handle: async ({ now }) =>
      await Promise.resolve({
        body: { purposes: purposesNow(now).map(({ code, title, citation }) => ({ code, title, citation })) },
      }),
  }),
];
