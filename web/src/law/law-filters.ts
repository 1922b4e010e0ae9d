/** What of the register and of the calendar is shown, as the address says it. */
export const CONFIDENCES = ['A', 'B', 'C'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export interface LawFilters {
  /** ISO date: whose law; today where it is not said */
  readonly ngay?: string;
  readonly tim?: string;
  readonly tincay?: Confidence | 'verify';
  /** first part of the keys */
  readonly nhom?: string;
}
export interface ParameterFilters {
  readonly ngay?: string;
}
export interface CalendarFilters {
  readonly nam?: number;
  readonly xem?: 'danhsach';
}

const ISO = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const [FIRST_YEAR, LAST_YEAR] = [1901, 2198];

export function readParameterFilters({ ngay }: Record<string, unknown>): ParameterFilters {
  return typeof ngay === 'string' && ISO.test(ngay) ? { ngay } : {};
}

export function readLawFilters(search: Record<string, unknown>): LawFilters {
  const { tim, nhom } = search;
  const tincay = ([...CONFIDENCES, 'verify'] as const).find((one) => one === search.tincay);
  return {
    ...readParameterFilters(search),
    ...(typeof tim === 'string' && tim !== '' && { tim: tim.slice(0, 200) }),
    ...(tincay && { tincay }),
    ...(typeof nhom === 'string' && nhom !== '' && { nhom: nhom.slice(0, 100) }),
  };
}

export function readCalendarFilters({ nam, xem }: Record<string, unknown>): CalendarFilters {
  const year = Number(nam);
  return {
    ...(Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR && { nam: year }),
    ...(xem === 'danhsach' && { xem }),
  };
}
