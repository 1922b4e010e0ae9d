/** Working days in expressions, by the calendar that the step resolved. */
import { addWorkingDays } from '../../law/working-days.ts';
import { isWorkingDay } from '../../law/day-off.ts';
import { workingDaysBetween } from '../../law/working-days.ts';
import { calendarAt, dateJson, dateOf, wholeAt, wrong } from './arguments.ts';
import type { LawFunctions } from './law-call.ts';

const MOST_DAYS = 10_000;
const plain = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const CALENDAR_FUNCTIONS: LawFunctions = {
  'add working days': {
    parameters: ['date', 'n', 'calendar'],
    required: 2,
    call(law, args) {
      const n = wholeAt(args, 1, 'the number of working days');
      if (Math.abs(n) > MOST_DAYS) throw wrong(`Expected at most ${MOST_DAYS} working days`, n);
      law.spend(Math.abs(n));
      return dateJson(addWorkingDays(law.calendar(calendarAt(args, 2)), plain(dateOf(args[0], 'the date')), n).toString());
    },
  },
  'is working day': {
    parameters: ['date', 'calendar'],
    required: 1,
    call: (law, args) => isWorkingDay(law.calendar(calendarAt(args, 1)), plain(dateOf(args[0], 'the date'))),
  },
  'count working days': {
    parameters: ['from', 'to', 'calendar'],
    required: 2,
    call(law, args) {
      const [from, to] = [plain(dateOf(args[0], "'from'")), plain(dateOf(args[1], "'to'"))];
      const { days } = from.until(to, { largestUnit: 'days' });
      if (Math.abs(days) > MOST_DAYS) throw wrong(`Expected dates at most ${MOST_DAYS} days apart`, days);
      law.spend(Math.abs(days));
      return workingDaysBetween(law.calendar(calendarAt(args, 2)), from, to);
    },
  },
};
