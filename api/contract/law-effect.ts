/** What a change of the law would do to deadlines that run, and where an entry of the register is used. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Cursor, Instant, Key, Limit, OneOf, Text, Uuid } from './scalars.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const Due = Type.Object(
  {
    due: Instant,
    day: Type.Optional(Type.String({ format: 'date', description: 'The last day, where it is one of days' })),
    provisional: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const LawEffect = component(
  'LawEffect',
  Type.Object(
    {
      running: OneOf(['keep', 'recompute'], { description: 'keep: nothing that runs is moved' }),
      deadlines: count('Running deadlines that it concerns'),
      cases: count('Of how many cases'),
      sums: Type.Optional(
        Type.Object(
          {
            counted: count('How many were counted for these sums'),
            later: count('Would end later'),
            earlier: count('Would end earlier'),
            overdue: count('Would be over at once'),
          },
          { ...closed, description: 'With the first page only' },
        ),
      ),
      items: Type.Array(
        Type.Object(
          {
            caseId: Type.Optional(Uuid),
            code: Type.Optional(Type.String({ description: 'Only of cases that the reader may see' })),
            procedure: Type.Optional(Type.String({ description: 'Not of a secret of the state that the reader may not see' })),
            unitPath: Type.Optional(Type.String()),
            node: Type.Optional(Type.String()),
            name: Type.Optional(Type.String({ description: 'Of the task' })),
            before: Due,
            after: Type.Optional(Due),
          },
          closed,
        ),
      ),
      next: Type.Optional(Type.String()),
    },
    closed,
  ),
);

const paging = { limit: Limit, cursor: Type.Optional(Cursor) };
export const ProposalParams = Type.Object({ caseId: Uuid }, closed);
export const EffectQuery = Type.Object(paging, closed);
export const ParameterParams = Type.Object({ key: Key }, closed);
/** What would be different from the version in force on the first day. */
export const DraftQuery = Type.Object(
  {
    validFrom: Type.String({ format: 'date' }),
    value: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    unit: Type.Optional(Text(60)),
    precision: Type.Optional(Text(20)),
    rollForward: Type.Optional(Type.Boolean()),
    direction: Type.Optional(Text(20)),
    receipt: Type.Optional(Text(20)),
    onSupplement: Type.Optional(Text(20)),
    running: Type.Optional(OneOf(['keep', 'recompute'])),
    ...paging,
  },
  closed,
);

export const ParameterUses = component(
  'ParameterUses',
  Type.Object(
    {
      uses: Type.Array(
        Type.Object(
          {
            procedure: Type.String(),
            procedureName: Type.String(),
            as: OneOf(['task', 'timer', 'expression']),
            node: Type.Optional(Type.String()),
            name: Type.Optional(Type.String()),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
