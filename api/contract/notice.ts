import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Limit, OneOf, Uuid } from './scalars.ts';

const NoticeId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const Notice = component(
  'Notice',
  Type.Object(
    {
      id: NoticeId,
      template: Type.String({ description: 'Key of the text in the catalogue' }),
      data: JsonValue,
      text: Type.Optional(Type.Object({ vi: Type.String(), en: Type.String() }, { ...closed, description: 'What it says' })),
      caseId: Type.Optional(Uuid),
      at: Instant,
      deliveredAt: Type.Optional(Type.String({ format: 'date-time', description: 'When it first came to my screen' })),
      readAt: Type.Optional(Instant),
    },
    closed,
  ),
);
export const NoticePage = pageOf('NoticePage', Notice);
export const NoticeQuery = Type.Object(
  { unread: Type.Optional(Type.Boolean({ description: 'Only those that I have not read' })), limit: Limit, cursor: Type.Optional(Cursor) },
  closed,
);
export const ReadNotices = Type.Union([
  Type.Object({ notices: Type.Array(NoticeId, { minItems: 1, maxItems: 200 }) }, closed),
  Type.Object({ upTo: Type.Integer({ ...NoticeId, description: 'All of mine up to this one' }) }, closed),
]);
export const NoticesRead = Type.Object({ read: Type.Integer({ description: 'How many of them were unread' }) }, closed);

export const NoticePreference = component(
  'NoticePreference',
  Type.Object({ mail: Type.Boolean({ description: 'Told by mail too' }), language: OneOf(['vi', 'en']) }, closed),
);
export const SetNoticePreference = Type.Object({ mail: Type.Boolean(), language: Type.Optional(OneOf(['vi', 'en'])) }, closed);

/** Whom a case told what, with the receipts. */
const NoticeReceipt = component(
  'NoticeReceipt',
  Type.Object(
    {
      id: NoticeId,
      account: Type.String(),
      template: Type.String(),
      text: Type.Optional(Type.Object({ vi: Type.String(), en: Type.String() }, closed)),
      at: Instant,
      deliveredAt: Type.Optional(Instant),
      readAt: Type.Optional(Instant),
      mail: Type.Optional(
        Type.Object(
          {
            state: OneOf(['queued', 'accepted', 'refused', 'expired'], { description: 'accepted: the server took it' }),
            tries: Type.Integer(),
            answer: Type.Optional(Type.String({ description: 'What the server said last' })),
            endedAt: Type.Optional(Instant),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const NoticeReceipts = pageOf('NoticeReceipts', NoticeReceipt);
export const NoticeReceiptQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);
