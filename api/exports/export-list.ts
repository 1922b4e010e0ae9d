/**
 * Takes a list out of the system: only with a right for the stated purpose, only so many rows, and on record (who, filter, purpose, how
 * many) before the first byte leaves (AUD-05; S3 Đ15k3, S1 Đ13k6).
 */
import type { Readable } from 'node:stream';
import { protectionSetting, type ProtectionSetting } from '../../commands/protection/setting.ts';
import { Rejection } from '../../errors.ts';
import { exportFile } from '../../exports/export-file.ts';
import type { ExportFormat, ExportTable } from '../../exports/table.ts';
import { PURPOSES } from '../../policies/purposes.ts';
import type { Page } from '../../store/contract.ts';
import { recordLook, type SensitiveLook } from '../masking/record-look.ts';
import { principalOf, type RawReply, type RouteRequest } from '../route.ts';

type Request = RouteRequest<unknown, unknown, { readonly format: ExportFormat; readonly password: string; readonly filter: object }>;

export interface ExportList<T> {
  readonly subject: SensitiveLook['subject'];
  readonly name: string;
  readonly title: string;
  readonly columns: ExportTable['columns'];
  /** at most `most` */
  count(most: number): Promise<number>;
  page(cursor: string | undefined): Promise<Page<T>>;
  row(item: T): readonly string[];
}

const ROWS: ProtectionSetting = 'protection.exportRows';

/** Throws validation `purposeRequired`, `exportTooLarge`. */
export async function exportList<T>(request: Request, list: ExportList<T>): Promise<RawReply> {
  const { services, now, body, purpose } = request;
  const { title: reason } = PURPOSES.find(({ code }) => code === purpose) ?? {};
  if (purpose === undefined || !reason) throw new Rejection('validation', 'purposeRequired', 'Expected a purpose for what is taken away.');
  const most = await protectionSetting(services.commands, ROWS);
  const rows = await list.count(most + 1);
  if (rows > most)
    throw new Rejection('validation', 'exportTooLarge', `Expected at most ${most} rows to be taken away at once.`, { details: { most } });
  const { account } = principalOf(request);
  const scope = { list: list.name, format: body.format, filter: body.filter, rows, encrypted: true };
  const { subject, columns, title } = list;
  await recordLook(request, { operation: 'export', subject, ids: [], scope });
  const watermark = `${account} – ${localTime(now)} – ${reason.vi}`;
  const table = { title, columns, watermark, rows: rowsOf(list, rows) };
  const name = `${list.name}-${now.slice(0, 10)}`;
  const raw: Readable = exportFile(table, { format: body.format, password: body.password, name, at: new Date(now) });
  return { raw, type: 'application/zip', headers: { 'Content-Disposition': `attachment; filename="${name}.zip"` } };
}

/** No more than were counted and put on record. */
async function* rowsOf<T>(list: ExportList<T>, most: number): AsyncGenerator<readonly string[]> {
  let left = most;
  let cursor: string | undefined;
  do {
    const page = await list.page(cursor);
    for (const item of page.items.slice(0, left)) yield list.row(item);
    left -= page.items.length;
    cursor = page.next;
  } while (cursor !== undefined && left > 0);
}

const TIME = new Intl.DateTimeFormat('vi-VN', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
const DAY = new Intl.DateTimeFormat('vi-VN', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' });

export const localTime = (instant: string): string => TIME.format(new Date(instant));
export const localDay = (instant: string | undefined): string => (instant === undefined ? '' : DAY.format(new Date(instant)));
