/** A list of requests for accounts: a template, a look at what is wrong, and the sending of all of it. */
import type { IncomingMessage } from 'node:http';
import { ACCOUNT_COLUMNS, accountTemplate } from '../../commands/imports/account-columns.ts';
import type { AccountRow } from '../../commands/imports/account-rows.ts';
import { checkAccountRows } from '../../commands/imports/check-account-rows.ts';
import { readAccountList } from '../../commands/imports/read-account-list.ts';
import { MOST_FILE_BYTES } from '../../commands/imports/read-table.ts';
import { fileFault } from '../../commands/imports/table.ts';
import { runCommand } from '../../commands/run-command.ts';
import * as shape from '../contract/account-import.ts';
import { textOfProblem } from '../message-catalogue.ts';
import { ProtocolRefusal } from '../protocol-refusal.ts';
import { wrongType } from '../read-body.ts';
import { readMultipart } from '../read-multipart.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { itemOf } from './item-of.ts';
import { abilityFor } from './readable.ts';

const TYPE = 'multipart/form-data';
const rule = { action: 'start', subject: 'Definition' } as const;
const upload = {
  method: 'POST',
  rule,
  limit: 'deploy',
  body: shape.UploadedList,
  ownBody: [TYPE],
  success: 200,
  idempotent: true,
} as const;

export const accountImportRoutes: readonly Route[] = [
  route({
    id: 'getAccountTemplate',
    method: 'GET',
    path: '/api/v1/account-imports/template',
    summary: 'A CSV file with the columns of a list of accounts and an example row',
    rule,
    limit: 'read',
    success: 200,
    produces: 'text/csv',
    handle: async () => ({
      raw: accountTemplate(),
      type: 'text/csv; charset=utf-8',
      headers: { 'Content-Disposition': 'attachment; filename="danh-sach-tai-khoan.csv"' },
    }),
  }),
  route({
    ...upload,
    id: 'previewAccountImport',
    path: '/api/v1/account-imports/preview',
    summary: 'What is in a list of accounts (CSV or XLSX), and what is wrong with it by row and column; nothing is begun',
    response: shape.ImportPreview,
    async handle(request) {
      const { services, incoming, now, language } = request;
      const rows = await checkAccountRows(services.commands, abilityFor(request), await uploaded(incoming), now);
      const valid = rows.filter(({ problems }) => problems.length === 0).length;
      const columns = ACCOUNT_COLUMNS.map(({ key, vi }) => ({ key, name: vi }));
      const shown = rows.map(({ line, request: asked, problems }) => ({
        line,
        request: asked,
        problems: problems.map(({ column, ...problem }) => ({
          ...(column !== undefined && { column }),
          code: problem.code,
          ...textOfProblem(problem, language),
        })),
      }));
      return { body: { columns, rows: shown, valid, invalid: rows.length - valid } };
    },
  }),
  route({
    ...upload,
    id: 'importAccountRequests',
    path: '/api/v1/account-imports',
    summary:
      'Send a list of requests for accounts, or some of its rows: refused whole where one of them is wrong, else a case for each; the same again gets the first answers',
    query: shape.ImportQuery,
    response: shape.ImportOutcome,
    async handle(request) {
      const { services, incoming, idempotencyKey, language, query } = request;
      const command = { type: 'importAccountRequests', rows: chosen(await uploaded(incoming), query.lines) } as const;
      const { items } = await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey });
      return { body: { items: items.map(({ line, ...item }) => ({ line, ...itemOf(item, language) })) } };
    },
  }),
];

/** Throws Rejection validation `fileEmpty` where none of these rows is in the list. */
function chosen(rows: readonly AccountRow[], lines: readonly number[] | undefined): readonly AccountRow[] {
  const wanted = lines === undefined ? rows : rows.filter(({ line }) => lines.includes(line));
  if (wanted.length === 0) throw fileFault('fileEmpty', 'Expected rows of the list.');
  return wanted;
}

/** The one file of the form. Throws ProtocolRefusal, Rejection validation. */
async function uploaded(incoming: IncomingMessage): Promise<readonly AccountRow[]> {
  const type = incoming.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== TYPE) throw wrongType(type, TYPE);
  const bounds = { files: 1, fileBytes: MOST_FILE_BYTES, totalBytes: MOST_FILE_BYTES + 64 * 1024 };
  const [file] = (await readMultipart(incoming, bounds)).files;
  if (!file) throw new ProtocolRefusal('malformed', 'multipart.malformed', 'Expected a file.');
  return await readAccountList(file.content);
}
