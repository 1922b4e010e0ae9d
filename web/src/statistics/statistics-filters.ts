/** Which cases of which months are counted, as the address says it. */
import { monthAgo } from './months.ts';

export interface StatisticsFilters {
  /** YYYY-MM, both of them included */
  readonly tu?: string;
  readonly den?: string;
  readonly donvi?: string;
  readonly thutuc?: string;
}
/** With the months that count where the address says none. */
export interface Counted extends Omit<StatisticsFilters, 'tu' | 'den'> {
  readonly tu: string;
  readonly den: string;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const LONGEST = 255;

export function readStatisticsFilters({ tu, den, donvi, thutuc }: Record<string, unknown>): StatisticsFilters {
  const month = (value: unknown): value is string => typeof value === 'string' && MONTH.test(value);
  return {
    ...(month(tu) && { tu }),
    ...(month(den) && { den }),
    ...(typeof donvi === 'string' && UNIT.test(donvi) && { donvi }),
    ...(typeof thutuc === 'string' && thutuc !== '' && thutuc.length <= LONGEST && { thutuc }),
  };
}

/** This year so far, where nothing else was asked for. */
export const counted = ({ tu, den, ...rest }: StatisticsFilters, now: number): Counted => {
  const last = den ?? monthAgo(now, 0);
  return { ...rest, den: last, tu: tu ?? `${last.slice(0, 4)}-01` };
};

export const statisticsSearch = ({ tu, den, donvi, thutuc }: Counted) => ({ from: tu, to: den, unitPath: donvi, procedure: thutuc });
