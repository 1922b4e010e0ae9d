/** A vote under way on a task. Once it is closed, its result is a variable of the case. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, OneOf } from './scalars.ts';

export const VoteView = component(
  'VoteView',
  Type.Object(
    {
      secret: Type.Boolean({ description: 'Who voted how is shown to nobody' }),
      entry: OneOf(['members', 'minutes', 'both'], { description: 'Who enters the ballots: the members, or a clerk from the minutes' }),
      choices: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), reasonRequired: Type.Boolean() }, closed)),
      council: Type.Array(
        Type.Object(
          {
            person: Type.String(),
            role: Type.Optional(Type.String()),
            voted: Type.Boolean(),
            choice: Type.Optional(Type.String({ description: 'Absent in a secret vote' })),
            reason: Type.Optional(Type.String()),
            recused: Type.Optional(Type.Object({ reason: Type.String(), substitute: Type.Optional(Type.String()) }, closed)),
          },
          closed,
        ),
      ),
      mine: Type.Optional(Type.String({ description: 'What the reader voted so far' })),
      minutes: Type.Optional(Type.String()),
    },
    closed,
  ),
);
