/** Recalled documents at each of their receivers, until these confirm that their copies are destroyed. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, Limit, OneOf, Text } from './scalars.ts';

const Day = Type.String({ format: 'date' });
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const optionalText = Type.Optional(Type.String());

export const Recall = component(
  'Recall',
  Type.Object(
    {
      id: Type.Integer(),
      amendment: Type.Integer(),
      register: Type.Integer(),
      ordinal: Type.Integer(),
      number: Type.String({ description: 'Of the document that is recalled' }),
      day: Day,
      subject: optionalText,
      caseId: optionalText,
      by: Type.String({ description: 'Number of the document that recalls it' }),
      reason: Type.String(),
      recalledAt: Instant,
      unitPath: Type.String(),
      receiver: Type.String({ description: 'A role in the unit; without a unit a body outside, by its name' }),
      receiverUnit: optionalText,
      confirmedAt: Type.Optional(Instant),
      confirmedBy: optionalText,
      channel: Type.Optional(OneOf(['app', 'post', 'paper', 'electronic'])),
      note: optionalText,
      enteredBy: optionalText,
      enteredAt: Type.Optional(Instant),
    },
    closed,
  ),
);
export const RecallPage = pageOf('RecallPage', Recall);
export const RecallQuery = Type.Object(
  {
    register: Type.Optional(Id),
    ordinal: Type.Optional(Id),
    state: Type.Optional(OneOf(['pending', 'confirmed'])),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const RecallParams = Type.Object({ receiver: Id }, closed);
export const ConfirmRecall = Type.Object({}, closed);
export const RecordRecall = Type.Object(
  { on: Day, channel: OneOf(['post', 'paper', 'electronic']), confirmedBy: Text(200), note: Type.Optional(Text(2_000)) },
  closed,
);
export const RecallConfirmed = component(
  'RecallConfirmed',
  Type.Object({ confirmed: Type.Boolean({ description: 'False when somebody was faster' }) }, closed),
);
