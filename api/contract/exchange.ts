/** What another agency's system and this one say to each other. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, InstanceId, Instant, JsonValue, OneOf, Reason, Text, Uuid, Variables } from './scalars.ts';

const MessageId = Type.String({
  pattern: '^[\\x21-\\x7e]{1,150}$',
  description: 'Chosen by the answering system: the same again gets the first answer',
});
export const ActedBy = Type.Object(
  { person: Type.Optional(Text(200)), name: Text(200), title: Type.Optional(Text(200)) },
  { ...closed, description: 'Who acted: `person` where there is a record here' },
);
export const ActTime = Type.String({ minLength: 10, maxLength: 40, description: 'An ISO date, or an instant' });

export const ExchangeMessage = component(
  'ExchangeMessage',
  Type.Object(
    {
      id: Type.String(),
      partner: Type.String(),
      caseId: Uuid,
      instance: InstanceId,
      type: OneOf(['workRequested', 'workWithdrawn']),
      payload: JsonValue,
      at: Instant,
      deliveredAt: Type.Optional(Instant),
      readAt: Type.Optional(Instant),
      answeredAt: Type.Optional(Instant),
      bouncedAt: Type.Optional(Instant),
      withdrawnAt: Type.Optional(Instant),
      note: Type.Optional(Type.String()),
    },
    { ...closed, description: '`payload` is a CloudEvent 1.0' },
  ),
);
export const ExchangeMessages = component('ExchangeMessages', Type.Object({ messages: Type.Array(ExchangeMessage) }, closed));
export const FetchExchange = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    again: Type.Optional(Type.Boolean({ description: 'Also what was fetched before and is still open' })),
  },
  closed,
);
export const ReadExchange = Type.Object({ message: Text(200) }, closed);
export const ExchangeRead = component('ExchangeRead', Type.Object({ read: Type.Boolean() }, closed));
export const AnswerExchange = Type.Object(
  {
    id: MessageId,
    outcome: Type.Optional(Text(100)),
    reason: Type.Optional(Reason),
    variables: Type.Optional(Variables),
    formVersion: Type.Optional(Type.Integer({ minimum: 1 })),
    at: Type.Optional(ActTime),
    by: Type.Optional(Type.Array(ActedBy, { maxItems: 100 })),
  },
  closed,
);
export const BounceExchange = Type.Object({ id: MessageId, reason: Reason }, closed);
