/** The working calendar: its years day by day, and so many working days from a day. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Key, OneOf } from './scalars.ts';

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);
const Day = Type.String({ format: 'date' });
const Lunar = Type.Object(
  { year: Type.Integer(), month: Type.Integer(), day: Type.Integer(), leap: Type.Optional(Type.Boolean()) },
  { ...closed, description: 'By the calendar of UTC+7' },
);

/** As far as the lunar calendar is known. */
export const CalendarYearParams = Type.Object({ calendar: Key, year: Type.Integer({ minimum: 1901, maximum: 2198 }) }, closed);
export const CalendarYearShown = component(
  'CalendarYear',
  Type.Object(
    {
      key: Type.String(),
      version: Type.String(),
      year: Type.Integer(),
      provisional: Type.Boolean({ description: 'The year has no official notice yet' }),
      notices: Type.Array(Type.String()),
      weeklyOff: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: 'ISO weekdays' }),
      recorded: Type.Array(Type.Integer(), { description: 'Years that have a record of their own' }),
      days: Type.Array(
        Type.Object(
          {
            date: Day,
            kind: OneOf(['off', 'working']),
            reason: Bilingual,
            source: Type.String(),
            status: OneOf(['official', 'unconfirmed', 'provisional']),
            lunar: Lunar,
          },
          closed,
        ),
        { description: 'Those that differ from their weekday, in order' },
      ),
    },
    closed,
  ),
);

export const WorkingDaysParams = Type.Object({ calendar: Key }, closed);
export const WorkingDaysQuery = Type.Object(
  {
    from: Type.String({ format: 'date', description: 'Not counted' }),
    count: Type.Integer({ minimum: -1_000, maximum: 1_000, description: 'Negative: back' }),
  },
  closed,
);
export const WorkingDays = component(
  'WorkingDays',
  Type.Object(
    {
      day: Type.String({ format: 'date', description: 'The last day' }),
      provisional: Type.Boolean({ description: 'An official notice may still change it' }),
      passed: Type.Array(
        Type.Object({ date: Day, reason: Type.Optional(Bilingual) }, { ...closed, description: 'Without a reason: the weekly rest' }),
        { description: 'Days off on the way' },
      ),
      explanation: Bilingual,
    },
    closed,
  ),
);
