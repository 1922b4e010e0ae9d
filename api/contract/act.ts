import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf } from './scalars.ts';

const ActName = OneOf([
  'suspendDefinition',
  'resumeDefinition',
  'suspendTopic',
  'resumeTopic',
  'enrolSecondFactor',
  'signIn',
  'signOut',
  'reauthenticate',
  'changePassword',
  'issuePassword',
  'endMySessions',
  'endSessions',
  'confirmOtp',
  'enrolPasskey',
  'enrolCertificate',
  'removeFactor',
  'resetFactors',
  'renewRecoveryCodes',
  'proposeDestruction',
  'approveDestruction',
  'refuseDestruction',
  'proposeSigningImage',
  'approveSigningImage',
  'refuseSigningImage',
]);

/** An act of administration that is no step of a case: who did what to what, when, and why. */
export const Act = component(
  'Act',
  Type.Object(
    {
      id: Type.Integer(),
      at: Instant,
      account: Type.String(),
      person: Type.Optional(Type.String()),
      onBehalfOf: Type.Optional(Type.String()),
      act: Type.String({ description: 'The command' }),
      subject: Type.String({ description: 'The id of a definition, an account or a case, or a topic' }),
      procedure: Type.Optional(Type.String()),
      unitPath: Type.String({ description: 'Where the right to do it was held' }),
      reason: Type.Optional(Type.String()),
      outcome: JsonValue,
    },
    closed,
  ),
);
export const ActPage = pageOf('ActPage', Act);
export const ActQuery = Type.Object(
  {
    act: Type.Optional(ActName),
    subject: Type.Optional(Key),
    account: Type.Optional(Key),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
