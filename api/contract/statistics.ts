/** Counts of cases: without names, and how work gets on, which also tells small groups to who may read each of their cases. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Instant, Key, OneOf, UnitPath } from './scalars.ts';

const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
export const CountQuery = Type.Object(
  { procedure: Type.Optional(Key), unitPath: Type.Optional(UnitPath), from: Type.Optional(Month), to: Type.Optional(Month) },
  closed,
);
export const CaseCounts = component(
  'CaseCounts',
  Type.Object(
    {
      least: Type.Integer({ description: 'Groups of fewer cases are not told' }),
      counts: Type.Array(
        Type.Object(
          {
            procedure: Type.String(),
            unitPath: Type.String(),
            month: Month,
            outcome: OneOf(['completed', 'terminated', 'cancelled', 'running']),
            cases: Type.Integer(),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);

const Count = Type.Integer({ minimum: 0 });
const period = {
  procedure: Type.Optional(Key),
  unitPath: Type.Optional(UnitPath),
  from: Month,
  to: Month,
};
/** Months, both of them included. */
export const ProgressQuery = Type.Object(period, closed);
export const StepQuery = Type.Object({ ...period, procedure: Key }, closed);

const figures = Type.Object(
  {
    running: Type.Integer({ minimum: 0, description: 'At the end of the period, or now' }),
    overdue: Type.Integer({ minimum: 0, description: 'Of these, with a step past its deadline' }),
    received: Count,
    onTime: Type.Integer({ minimum: 0, description: 'Ended, and no step of them was late' }),
    late: Type.Integer({ minimum: 0, description: 'Ended, and a step of them was late' }),
    stopped: Type.Integer({ minimum: 0, description: 'Cancelled' }),
    medianDays: Type.Optional(Type.Number({ description: 'From start to end, of half of those that ended' })),
    stepsDone: Count,
    stepsReturned: Type.Integer({ minimum: 0, description: 'Of these, sent back' }),
  },
  closed,
);
export const ProgressStatistics = component(
  'ProgressStatistics',
  Type.Object(
    {
      least: Type.Integer({ description: 'Groups of fewer cases count only for who may read each of them' }),
      at: Instant,
      period: figures,
      before: Type.Object(figures.properties, { ...closed, description: 'The period of as many months before it' }),
      months: Type.Array(Type.Object({ month: Month, received: Count, onTime: Count, late: Count, stopped: Count }, closed), {
        description: 'Of the period, and at least twelve',
      }),
      cells: Type.Array(
        Type.Object(
          {
            unitPath: Type.String({ description: 'One level below the unit that was asked for' }),
            procedure: Type.String(),
            opening: Type.Integer({ minimum: 0, description: 'Running at the beginning of the period' }),
            received: Count,
            onTime: Count,
            late: Count,
            stopped: Count,
            running: Count,
            near: Type.Integer({ minimum: 0, description: 'Of the running, with a deadline that is near; none where the period is over' }),
            overdue: Count,
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const StepStatistics = component(
  'StepStatistics',
  Type.Object(
    {
      least: Type.Integer(),
      at: Instant,
      steps: Type.Array(
        Type.Object(
          {
            node: Type.String({ description: 'Id in the diagram' }),
            name: Type.String(),
            waiting: Type.Integer({ minimum: 0, description: 'Open now' }),
            overdue: Type.Integer({ minimum: 0, description: 'Of these, past their deadline' }),
            done: Type.Integer({ minimum: 0, description: 'In the period' }),
            onTime: Count,
            late: Count,
            returned: Count,
            medianDays: Type.Optional(Type.Number()),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
