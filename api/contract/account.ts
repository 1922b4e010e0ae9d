/** Accounts: the administration log, and second factors. What changes an account is a case of the procedure `account-approval`. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, Text, UnitPath } from './scalars.ts';

export const AccountParams = Type.Object({ account: Text(200) }, closed);
export const EnrolSecondFactor = Type.Object(
  {
    kind: OneOf(['otp', 'certificate']),
    reference: Type.String({ minLength: 1, maxLength: 200, description: 'Serial number of the token or the certificate; never a secret' }),
  },
  closed,
);
const AccountState = OneOf(['pending', 'active', 'locked', 'revoked']);
export const EnrolledSecondFactor = component('EnrolledSecondFactor', Type.Object({ state: AccountState }, closed));

const Day = Type.String({ format: 'date' });
const position = {
  id: Type.Integer(),
  title: Type.String(),
  unitPath: Type.String(),
  validFrom: Day,
  validTo: Type.Optional(Type.String({ format: 'date', description: 'The first day on which it no longer holds' })),
  follows: Type.Optional(Type.Integer({ description: 'The position that this one continues, where its unit became another' })),
};
const accountFields = {
  id: Type.String(),
  login: Type.String(),
  state: AccountState,
  kind: Type.String(),
  person: Type.String(),
  personName: Type.String(),
  title: Type.Optional(Type.String()),
  unitPath: Type.String(),
  roles: Type.Array(Type.String(), { description: 'In force or still to come' }),
  lastSignInAt: Type.Optional(Instant),
  suspended: Type.Boolean({ description: 'It was locked at once by the department, and nobody has decided otherwise' }),
  requested: Type.Boolean({ description: 'There is an open request about it' }),
};
export const AccountPage = pageOf(
  'AccountPage',
  Type.Object(
    { ...accountFields, positions: Type.Array(Type.Object(position, closed), { description: 'In force or still to come' }) },
    closed,
  ),
);
export const AccountQuery = Type.Object(
  {
    unitPath: Type.Optional(UnitPath),
    exactUnit: Type.Optional(Type.Boolean({ description: 'Of `unitPath` itself, without the units below it' })),
    state: Type.Optional(AccountState),
    suspended: Type.Optional(Type.Boolean()),
    requested: Type.Optional(Type.Boolean()),
    role: Type.Optional(Key),
    person: Type.Optional(Text(200)),
    text: Type.Optional(Text(200)),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
const grant = {
  role: Type.String(),
  unitPath: Type.String(),
  validFrom: Instant,
  validTo: Type.Optional(Instant),
  position: Type.Optional(Type.Integer({ description: 'It holds as long as this position' })),
  needsSecondFactor: Type.Boolean(),
};
export const AccountView = component(
  'AccountView',
  Type.Object(
    {
      ...accountFields,
      email: Type.Optional(Type.String()),
      phone: Type.Optional(Type.String()),
      dataScope: Type.Optional(Type.String({ description: 'Of somebody from outside, or a contractor, in words' })),
      createdAt: Instant,
      awaitsSecondFactor: Type.Boolean({ description: 'Approved, and active once a second factor has been handed over' }),
      secondFactor: Type.Optional(Type.Object({ kind: Type.String(), reference: Type.Optional(Type.String()), at: Instant }, closed)),
      positions: Type.Array(Type.Object(position, closed)),
      grants: Type.Array(Type.Object(grant, closed)),
    },
    closed,
  ),
);

const ChangeResult = OneOf(['effective', 'rejected', 'withdrawn', 'stopped', 'failed']);
/** One line of the administration log (nhật ký quản trị): `before` and `after` are the whole account with its grants. */
export const AccountChange = component(
  'AccountChange',
  Type.Object(
    {
      id: Type.Integer(),
      at: Instant,
      account: Type.Optional(Type.String()),
      person: Type.Optional(Type.String()),
      unitPath: Type.String(),
      operation: Type.String(),
      result: ChangeResult,
      stateBefore: Type.Optional(AccountState),
      stateAfter: Type.Optional(AccountState),
      before: Type.Optional(JsonValue),
      after: Type.Optional(JsonValue),
      openTasks: Type.Integer({ description: 'How many open tasks the account had' }),
      initiator: Type.Optional(Type.String()),
      requestedAt: Type.Optional(Instant),
      approver: Type.Optional(Type.String({ description: 'Absent where the department acted itself, or nobody decided' })),
      reason: Type.Optional(Type.String()),
      basis: Type.Optional(Type.String()),
      source: JsonValue,
      procedure: Type.Optional(Type.String()),
      caseId: Type.Optional(Type.String()),
    },
    closed,
  ),
);
export const AccountChangePage = pageOf('AccountChangePage', AccountChange);
export const AccountChangeQuery = Type.Object(
  {
    account: Type.Optional(Key),
    initiator: Type.Optional(Key),
    result: Type.Optional(ChangeResult),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
