/** The columns of a list of accounts that are asked for, by the head that stands over them: the Vietnamese name, or the key. */
export interface AccountColumn {
  readonly key: string;
  readonly vi: string;
  /** what stands in the template's example row */
  readonly example: string;
  readonly required?: true;
}

export const ACCOUNT_COLUMNS = [
  { key: 'personName', vi: 'Họ và tên', example: 'Nguyễn Văn An', required: true },
  { key: 'personIdentity', vi: 'Số định danh cá nhân', example: '001090012345', required: true },
  { key: 'login', vi: 'Tên đăng nhập', example: 'an.nguyenvan' },
  { key: 'personTitle', vi: 'Chức vụ', example: 'Chấp hành viên' },
  { key: 'unitPath', vi: 'Mã đơn vị', example: 'cuc.hanoi', required: true },
  { key: 'email', vi: 'Thư điện tử công vụ', example: 'an@thads.gov.vn' },
  { key: 'phone', vi: 'Điện thoại công vụ', example: '0912345678' },
  { key: 'roles', vi: 'Vai trò (cách nhau bằng dấu chấm phẩy)', example: 'officer', required: true },
  { key: 'roleUnit', vi: 'Phạm vi đơn vị của vai trò', example: '' },
  { key: 'effectiveDate', vi: 'Ngày có hiệu lực', example: '01/12/2026' },
  { key: 'reason', vi: 'Lý do', example: 'Tuyển dụng mới' },
  { key: 'basisDocument', vi: 'Văn bản làm căn cứ', example: 'QĐ 12/QĐ-CTHADS ngày 01/11/2026' },
] as const satisfies readonly AccountColumn[];
export type AccountColumnKey = (typeof ACCOUNT_COLUMNS)[number]['key'];

/** CSV with the head and an example row, for the user's own spreadsheet: UTF-8 with its mark, so that Vietnamese is shown as it is. */
export function accountTemplate(): string {
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return `\ufeff${line(ACCOUNT_COLUMNS.map(({ vi }) => vi))}\r\n${line(ACCOUNT_COLUMNS.map(({ example }) => example))}\r\n`;
}

/** The column that a field of the request came from. `path`: a JSON pointer into the variables. */
export function columnOf(path: string): AccountColumnKey | undefined {
  if (/^\/request\/grants\/\d+\/unitPath$/.test(path)) return 'roleUnit';
  if (path.startsWith('/request/grants')) return 'roles';
  const field = /^\/request\/(\w+)/.exec(path)?.[1];
  return ACCOUNT_COLUMNS.find(({ key }) => key === field)?.key;
}
