/** Documents on their way to those who are sent them by law. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, InstanceId, Instant, Key, Limit, OneOf, Text, Uuid } from './scalars.ts';
import { Scan } from './scan.ts';
import { Deadline, DeadlineView } from './task.ts';

const Channel = OneOf(['app', 'post', 'paper', 'electronic']);
export const Delivery = component(
  'Delivery',
  Type.Object(
    {
      id: Type.Integer(),
      caseId: Uuid,
      instance: InstanceId,
      node: Type.String(),
      procedure: Type.String(),
      unitPath: Type.String(),
      document: Type.String(),
      name: Type.Object({ vi: Type.String(), en: Type.String() }, closed),
      recipient: Type.String({ description: 'A role' }),
      recipientUnit: Type.String({ description: 'The unit in which it is held' }),
      producedAt: Instant,
      producedBy: Type.String(),
      dueAt: Type.Optional(Instant),
      due: Type.Optional(Deadline),
      deadline: Type.Optional(DeadlineView),
      receivedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When it really reached the recipient' })),
      receivedBy: Type.Optional(Type.String()),
      channel: Type.Optional(Channel),
      note: Type.Optional(Type.String()),
      scans: Type.Optional(Type.Array(Scan, { description: 'Of its receipt: a postal slip, a record of the handing over' })),
      enteredBy: Type.Optional(Type.String()),
      enteredAt: Type.Optional(Instant),
      withdrawnAt: Type.Optional(Type.String({ format: 'date-time', description: 'What made it was taken back before it was received' })),
    },
    closed,
  ),
);
export const DeliveryPage = pageOf('DeliveryPage', Delivery);
export const DeliveryQuery = Type.Object(
  {
    caseId: Type.Optional(Uuid),
    recipient: Type.Optional(Key),
    state: Type.Optional(OneOf(['pending', 'overdue', 'received', 'withdrawn'])),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const DeliveryParams = Type.Object({ delivery: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }, closed);
export const DeliveryScanParams = Type.Object({ ...DeliveryParams.properties, sha256: Scan.properties.sha256 }, closed);
export const RecordReceipt = Type.Object(
  {
    on: Type.String({ format: 'date', description: 'The day on which it reached the recipient' }),
    channel: OneOf(['post', 'paper', 'electronic']),
    receivedBy: Text(200),
    note: Type.Optional(Text(2_000)),
    scans: Type.Optional(Type.Array(Scan, { minItems: 1, maxItems: 100 })),
  },
  closed,
);
export const ConfirmDelivery = Type.Object({ scans: Type.Optional(Type.Array(Scan, { minItems: 1, maxItems: 100 })) }, closed);
export const DeliveryReceived = component('DeliveryReceived', Type.Object({ received: Type.Boolean() }, closed));
