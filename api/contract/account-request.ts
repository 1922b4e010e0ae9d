/** Requests about accounts, with what the account is now: side by side for who decides. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, Text, UnitPath, Uuid } from './scalars.ts';
import { TaskView } from './task.ts';

const Finding = Type.Object(
  {
    code: Type.String(),
    severity: Type.String({ description: 'BLOCK: it has to be put right; WARN: whoever decides should know' }),
    message: Type.String({ description: 'As the table of the procedure says it' }),
  },
  closed,
);
const RequestResult = Type.Object(
  {
    result: OneOf(['effective', 'rejected', 'withdrawn', 'stopped', 'failed']),
    at: Instant,
    approver: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
  },
  closed,
);
export const AccountRequest = component(
  'AccountRequest',
  Type.Object(
    {
      caseId: Uuid,
      code: Type.String(),
      title: Type.String(),
      unitPath: Type.String(),
      startedAt: Instant,
      startedBy: Type.String(),
      startedPerson: Type.Optional(Type.String()),
      request: Type.Record(Type.String(), JsonValue, { description: 'As it was filled in; what the reader may not see is masked' }),
      account: Type.Optional(Type.String({ description: 'Id of the account that it is about; none for a new one' })),
      before: Type.Optional(
        Type.Record(Type.String(), JsonValue, {
          description:
            'The account as it is now, in the shape of the administration log; absent where it is not there, or not for the reader',
        }),
      ),
      findings: Type.Array(Finding, { description: 'What the tables of the procedure say of it' }),
      task: Type.Optional(TaskView),
      result: Type.Optional(RequestResult),
    },
    closed,
  ),
);
export const AccountRequestPage = pageOf('AccountRequestPage', AccountRequest);
export const AccountRequestQuery = Type.Object(
  {
    status: OneOf(['active', 'ended'], { default: 'active' }),
    account: Type.Optional(Key),
    unitPath: Type.Optional(UnitPath),
    text: Type.Optional(Text(200)),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
