/** Which entries of the record are shown, as the address says it. */
export const SOURCES = ['step', 'act', 'account', 'access'] as const;
export interface RecordFilters {
  /** who did it; for whom */
  readonly nguoi?: string;
  readonly thaymat?: string;
  readonly loai?: (typeof SOURCES)[number];
  readonly viec?: string;
  readonly hoso?: string;
  readonly taikhoan?: string;
  readonly diachi?: string;
  /** ISO dates, both of them included */
  readonly tu?: string;
  readonly den?: string;
}

const MOST = 200;
const LONGEST_ADDRESS = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const OFFSET = 'T00:00:00+07:00';

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

const any = (): boolean => true;
const HOLDS: Readonly<Record<keyof RecordFilters, (text: string) => boolean>> = {
  nguoi: any,
  thaymat: any,
  loai: (text) => (SOURCES as readonly string[]).includes(text),
  viec: any,
  hoso: (text) => UUID.test(text),
  taikhoan: any,
  diachi: (text) => text.length <= LONGEST_ADDRESS,
  tu: isDay,
  den: isDay,
};

export function readRecordFilters(search: Record<string, unknown>): RecordFilters {
  const kept = Object.entries(HOLDS).filter(([name, holds]) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' && value.length <= MOST && holds(value);
  });
  return Object.fromEntries(kept.map(([name]) => [name, search[name]])) as RecordFilters;
}

/** As the server asks for it: days are those of the law's clock. */
export const recordSearch = ({ nguoi, thaymat, loai, viec, hoso, taikhoan, diachi, tu, den }: RecordFilters) => ({
  person: nguoi,
  onBehalfOf: thaymat,
  source: loai,
  act: viec,
  caseId: hoso,
  account: taikhoan,
  address: diachi,
  from: tu && new Date(`${tu}${OFFSET}`).toISOString(),
  to: den && new Date(Date.parse(`${den}${OFFSET}`) + DAY_MS).toISOString(),
});
