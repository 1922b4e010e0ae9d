import type { Calendar } from '../../law/calendar.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { readParameter } from '../../law/read-parameter.ts';
import type { Parameter } from '../../law/parameter.ts';

export const calendar: Calendar = readCalendar(vn);

export function parameter(more: Partial<Parameter> = {}): Parameter {
  return readParameter({
    key: 'hoan.send',
    version: '1',
    value: 3,
    unit: 'workingDay',
    precision: 'endOfDay',
    rollForward: true,
    direction: 'forward',
    citation: 'L41 Đ24k3',
    confidence: 'B',
    validFrom: '2020-01-01',
    ...more,
  });
}

/** 09:30 in Hà Nội on that day */
export const morning = (date: string): string => `${date}T02:30:00Z`;
