import { calendarYear, countWorkingDays } from '../../commands/law/calendar-days.ts';
import * as shape from '../contract/law-calendar.ts';
import { route, type Route } from '../route.ts';

const read = { method: 'GET', rule: { action: 'read', subject: 'Calendar' }, limit: 'read', success: 200 } as const;
const at = '/api/v1/law/calendars/{calendar}';

export const lawCalendarRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'getCalendarYear',
    path: `${at}/years/{year}`,
    summary: 'The days off of a year and those that are worked instead, each with its reason, source and lunar day',
    params: shape.CalendarYearParams,
    response: shape.CalendarYearShown,
    handle: async ({ services, params }) => ({ body: await calendarYear(services.commands, params.calendar, params.year) }),
  }),
  route({
    ...read,
    id: 'countWorkingDays',
    path: `${at}/working-days`,
    summary: 'So many working days from a day, forward or back, with the days off that are passed over',
    params: shape.WorkingDaysParams,
    query: shape.WorkingDaysQuery,
    response: shape.WorkingDays,
    handle: async ({ services, params, query }) => ({
      body: await countWorkingDays(services.commands, { key: params.calendar, ...query }),
    }),
  }),
];
