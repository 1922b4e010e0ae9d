/** Sessions and second factors: one's own, and those of accounts that one administers. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Instant, JsonValue, OneOf, Reason, Text, Uuid } from './scalars.ts';

const SessionId = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Names a session without being its secret' });
export const SessionParams = Type.Object({ session: SessionId }, closed);
export const AccountSessionParams = Type.Object({ account: Text(200), session: SessionId }, closed);
export const ForReason = Type.Object({ reason: Reason }, closed);

const OpenSession = component(
  'OpenSession',
  Type.Object(
    {
      id: SessionId,
      current: Type.Boolean(),
      createdAt: Instant,
      lastSeenAt: Instant,
      expiresAt: Instant,
      address: Type.Optional(Type.String()),
      network: Type.Optional(Type.String()),
      agent: Type.Optional(Type.String()),
      methods: Type.Array(Type.String()),
    },
    closed,
  ),
);
export const OpenSessions = component('OpenSessions', Type.Object({ sessions: Type.Array(OpenSession) }, closed));
export const Ended = component('EndedSessions', Type.Object({ ended: Type.Integer() }, closed));

const Factor = component(
  'SecondFactor',
  Type.Object(
    {
      id: Uuid,
      kind: OneOf(['otp', 'passkey', 'certificate']),
      name: Type.String(),
      confirmed: Type.Boolean({ description: 'Counts; one that was begun and never proved does not' }),
      createdAt: Instant,
      lastUsedAt: Type.Optional(Instant),
      validTo: Type.Optional(Instant),
    },
    closed,
  ),
);
export const Factors = component('SecondFactors', Type.Object({ factors: Type.Array(Factor), recoveryCodes: Type.Integer() }, closed));
export const FactorParams = Type.Object({ factor: Uuid }, closed);
const Name = Text(100);
export const BeginOtp = Type.Object({ name: Name }, closed);
export const BegunOtp = component(
  'BegunOtp',
  Type.Object(
    {
      factor: Uuid,
      secret: Type.String({ description: 'Base32, to type in' }),
      uri: Type.String({ description: 'otpauth://, for a QR code' }),
    },
    closed,
  ),
);
export const ConfirmOtp = Type.Object({ code: Type.String({ minLength: 6, maxLength: 10 }) }, closed);
export const EnrolPasskey = Type.Object({ name: Name, response: JsonValue }, closed);
export const EnrolCertificate = Type.Object({ name: Name, binding: OneOf(['fingerprint', 'subject']) }, closed);
export const RecoveryCodes = component('RecoveryCodes', Type.Object({ codes: Type.Array(Type.String()) }, closed));
export const IssuedPassword = component('IssuedPassword', Type.Object({ password: Type.String(), expiresAt: Instant }, closed));
export const ResetFactors = component('ResetFactors', Type.Object({ ended: Type.Integer() }, closed));
