/**
 * The printed register of documents sent (sổ đăng ký văn bản đi): a register that is kept in the system is also printed with all its
 * fields and bound (NĐ 30/2020 Điều 16 khoản 2 điểm b). Columns of phụ lục IV, from memory, to be verified.
 */
import { nameOfKind } from '../../commands/numbers/document-kinds.ts';
import type { NumberEntry, NumberState } from '../../store/number-contract.ts';
import { countNumberEntries, listNumberEntries } from '../../store/queries/list-numbers.ts';
import { ExportNumbers } from '../contract/export.ts';
import { RegisterParams } from '../contract/number.ts';
import { exportList } from '../exports/export-list.ts';
import { can } from '../../policies/can.ts';
import { forbidden } from '../../casework/require-permission.ts';
import { route, type Route } from '../route.ts';
import { readableRegister } from './numbers.ts';
import { abilityFor } from './readable.ts';

const PAGE = 200;
const HEADINGS = [
  { heading: 'Số, ký hiệu văn bản', width: 0.12 },
  { heading: 'Ngày tháng văn bản', width: 0.08 },
  { heading: 'Tên loại và trích yếu nội dung văn bản', width: 0.24 },
  { heading: 'Người ký', width: 0.12 },
  { heading: 'Nơi nhận văn bản', width: 0.16 },
  { heading: 'Đơn vị, người nhận bản lưu', width: 0.1 },
  { heading: 'Số lượng bản', width: 0.05 },
  { heading: 'Ghi chú', width: 0.13 },
];
const STATE: Readonly<Record<NumberState, string>> = { reserved: 'Đã giữ số, chưa ban hành', used: '', void: 'Đã hủy' };

const dayOf = (day: string): string => day.split('-').toReversed().join('/');

/** A void number stays in the book, with who voided it and why. */
function noteOf({ state, note, voidReason, voidedBy, channel }: NumberEntry): string {
  const what = state === 'void' ? `${STATE.void} (${voidedBy ?? ''}): ${voidReason ?? ''}` : STATE[state];
  return [what, channel === 'paper' ? 'Văn bản giấy' : '', note ?? ''].filter((part) => part !== '').join('. ');
}

const rowOf = (entry: NumberEntry): readonly string[] => [
  entry.number,
  dayOf(entry.day),
  [nameOfKind(entry.kind).vi, entry.subject].filter((part) => part !== undefined).join(' – '),
  [entry.signer, entry.signerPosition].filter((part) => part !== undefined).join(', '),
  entry.recipients ?? '',
  entry.keeper ?? '',
  entry.copies === undefined ? '' : String(entry.copies),
  noteOf(entry),
];

export const numberExportRoutes: readonly Route[] = [
  route({
    id: 'exportNumbers',
    method: 'POST',
    path: '/api/v1/number-registers/{register}/export',
    summary: 'The register as a book to print and bind, as PDF, XLSX or CSV in an encrypted archive',
    rule: { action: 'export', subject: 'NumberRegister' },
    limit: 'deploy',
    success: 200,
    produces: 'application/zip',
    purposeful: true,
    params: RegisterParams,
    body: ExportNumbers,
    async handle(request) {
      const { db } = request.services.commands;
      const register = await readableRegister(request, request.params.register);
      const permission = can(abilityFor(request), 'export', 'NumberRegister', { ...register });
      if (!permission.allowed) throw forbidden(permission, 'export', 'NumberRegister');
      const filter = { ...request.body.filter, register: register.id };
      return await exportList(request, {
        subject: 'case',
        name: `so-van-ban-di-${register.id}-${register.year}`,
        title: `SỔ ĐĂNG KÝ VĂN BẢN ĐI – ${register.unitName} – ${register.series} – Năm ${register.year}`,
        columns: HEADINGS,
        count: async (most) => await countNumberEntries(db, filter, most),
        page: async (cursor) => await listNumberEntries(db, { ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
        row: rowOf,
      });
    },
  }),
];
