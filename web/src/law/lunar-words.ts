import type { TFunction } from 'i18next';
import type { CalendarDayKnown } from '../shared/types.ts';

/** 1/1 âm lịch; a leap month is told. */
export const lunarWords = ({ day, month, leap }: CalendarDayKnown['lunar'], t: TFunction): string =>
  t(leap === true ? 'calendar.lunarLeap' : 'calendar.lunarDay', { day, month });
