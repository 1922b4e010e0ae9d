/** The table by which agencies report how cases get on, a row for each unit or procedure. Its columns are to be verified by the office. */
import type { Cell } from './summary.ts';

export const REPORT_HEADINGS = [
  { heading: 'TT', width: 0.04 },
  { heading: 'Đơn vị, thủ tục', width: 0.3 },
  { heading: 'Kỳ trước chuyển sang', width: 0.08 },
  { heading: 'Tiếp nhận trong kỳ', width: 0.08 },
  { heading: 'Tổng số', width: 0.07 },
  { heading: 'Đã giải quyết đúng hạn', width: 0.08 },
  { heading: 'Đã giải quyết quá hạn', width: 0.08 },
  { heading: 'Hủy', width: 0.06 },
  { heading: 'Đang giải quyết trong hạn', width: 0.08 },
  { heading: 'Đang giải quyết quá hạn', width: 0.08 },
  { heading: 'Tỷ lệ đúng hạn (%)', width: 0.05 },
];

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const TOTAL = 'Tổng cộng';

export interface ReportRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** Numbered rows, and their sum where there is more than one. */
export function reportRows(rows: readonly ReportRow[]): readonly (readonly string[])[] {
  const lines = rows.map(({ name, cells }, at) => [String(at + 1), name, ...numbersOf(cells)]);
  return rows.length < 2 ? lines : [...lines, ['', TOTAL, ...numbersOf(rows.flatMap(({ cells }) => cells))]];
}

function numbersOf(cells: readonly Cell[]): readonly string[] {
  const sum = (name: keyof Omit<Cell, 'unitPath' | 'procedure'>): number => cells.reduce((total, cell) => total + cell[name], 0);
  const [opening, received, onTime, late] = [sum('opening'), sum('received'), sum('onTime'), sum('late')];
  const counts = [opening, received, opening + received, onTime, late, sum('stopped'), sum('running') - sum('overdue'), sum('overdue')];
  return [...counts.map((count) => NUMBER.format(count)), onTime + late === 0 ? '' : NUMBER.format((onTime / (onTime + late)) * 100)];
}
