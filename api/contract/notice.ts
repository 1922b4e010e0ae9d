import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Limit, Uuid } from './scalars.ts';

const NoticeId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const Notice = component(
  'Notice',
  Type.Object(
    {
      id: NoticeId,
      template: Type.String({ description: 'Key of the text in the catalogue' }),
      data: JsonValue,
      caseId: Type.Optional(Uuid),
      at: Instant,
      readAt: Type.Optional(Instant),
    },
    closed,
  ),
);
export const NoticePage = pageOf('NoticePage', Notice);
export const NoticeQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);
export const ReadNotices = Type.Object({ notices: Type.Array(NoticeId, { minItems: 1, maxItems: 200 }) }, closed);
export const NoticesRead = Type.Object({ read: Type.Integer({ description: 'How many of them were unread' }) }, closed);
