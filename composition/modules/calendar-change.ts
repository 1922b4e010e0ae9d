import type { Json } from '../../expressions/json.ts';
import type { CalendarYear } from '../../law/calendar-years.ts';

const NOTE = 'Ngày nghỉ do bản phát hành mang theo; chưa có hiệu lực trước khi được phê duyệt.';

/** The record of a year as the form of law changes takes it (processes/parameter-change/law-change.form.json). */
export function calendarChange(key: string, { year, notices, days }: CalendarYear): Json {
  const rows = days.map(({ date, kind, reason, source }) => ({
    date: { $type: 'date', value: date },
    kind,
    reasonVi: reason.vi,
    reasonEn: reason.en,
    source,
  }));
  return { operation: 'CALENDAR', note: NOTE, calendar: { key, year, notices: notices.map((notice) => ({ notice })), days: rows } };
}
