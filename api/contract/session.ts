import Type, { type Static } from 'typebox';
import { component } from './component.ts';
import { closed, Instant, JsonValue, OneOf, Text } from './scalars.ts';

/** argon2 reads all of it: the length is what it costs */
const Password = Type.String({ minLength: 1, maxLength: 256 });
const Code = Type.String({ minLength: 6, maxLength: 40 });
const PasskeyAnswer = Type.Unsafe<Readonly<Record<string, never>>>({
  type: 'object',
  description: 'What `navigator.credentials` gave, in its JSON form (WebAuthn Level 3, section 5.1)',
});

export const SignIn = Type.Object({ login: Text(200), password: Password }, closed);
export const ChangePassword = Type.Object({ current: Password, next: Type.String({ minLength: 1, maxLength: 256 }) }, closed);

const otp = Type.Object({ method: Type.Literal('otp'), code: Code }, closed);
const recovery = Type.Object({ method: Type.Literal('recovery'), code: Code }, closed);
const passkey = Type.Object({ method: Type.Literal('passkey'), response: PasskeyAnswer }, closed);
const certificate = Type.Object({ method: Type.Literal('certificate') }, closed);
const password = Type.Object({ method: Type.Literal('password'), password: Password }, closed);

export const FactorProof = Type.Union([otp, recovery, passkey, certificate]);
export const Proof = Type.Union([otp, recovery, passkey, certificate, password]);

const Failures = Type.Object({ network: Type.String(), failures: Type.Integer(), firstAt: Instant, lastAt: Instant }, closed);

/** Who is signed in, with which roles. What they may do: `GET /api/v1/session/rules`. */
export const Session = component(
  'Session',
  Type.Object(
    {
      account: Type.String(),
      person: Type.String(),
      onBehalfOf: Type.Optional(Type.String({ description: 'The absent person whom this request acts for: grants and rules are theirs' })),
      expiresAt: Instant,
      authenticatedAt: Type.Unsafe<string>({ ...Instant, description: 'When the holder last proved who they are' }),
      methods: Type.Array(Type.String(), { description: 'password, otp, passkey, certificate, recovery, identity' }),
      grants: Type.Array(Type.Object({ role: Type.String(), unitPath: Type.String() }, closed)),
      obligation: Type.Optional(
        OneOf(['changePassword', 'enrolSecondFactor'], {
          description: 'Has to be done first: until then this session may do nothing else',
        }),
      ),
      failures: Type.Optional(Type.Array(Failures, { description: 'After signing in: failures since the last time, by network' })),
    },
    closed,
  ),
);
export type Session = Static<typeof Session>;

export const FactorMethod = OneOf(['otp', 'passkey', 'certificate', 'recovery']);

/** The second step of signing in: its ticket is in a cookie. */
export const SignInStep = component(
  'SignInStep',
  Type.Object({ step: Type.Literal('secondFactor'), methods: Type.Array(FactorMethod), expiresAt: Instant }, closed),
);
export const SignInAnswer = Type.Union([Session, SignInStep]);

export const PasswordState = component(
  'PasswordState',
  Type.Object(
    {
      least: Type.Integer({ description: 'Characters that a new one has at least' }),
      classes: Type.Integer({ description: 'Kinds of characters in it: small and capital letters, digits, signs; 0: any' }),
      history: Type.Integer({ description: 'How many earlier ones do not come again' }),
      changedAt: Type.Optional(Instant),
      expiresAt: Type.Optional(Type.Unsafe<string>({ ...Instant, description: 'From when a new one is asked for' })),
      endsSoon: Type.Boolean({ description: 'It is time to change it' }),
    },
    closed,
  ),
);

export const Renewed = component('RenewedSession', Type.Object({ expiresAt: Instant, authenticatedAt: Type.Optional(Instant) }, closed));

export const PasskeyOptions = component('PasskeyOptions', Type.Object({ options: JsonValue }, closed));

export const SignInMethods = component(
  'SignInMethods',
  Type.Object(
    {
      password: Type.Boolean(),
      passkey: Type.Boolean(),
      certificate: Type.Boolean({ description: 'This connection shows a client certificate' }),
      identity: Type.Optional(Type.Object({ name: Type.String() }, closed)),
    },
    closed,
  ),
);

/** What a provider may send back (RFC 6749 section 4.1.2, RFC 9207). */
export const IdentityAnswer = Type.Object(
  {
    code: Type.Optional(Type.String({ maxLength: 4_000 })),
    state: Type.Optional(Type.String({ maxLength: 500 })),
    iss: Type.Optional(Type.String({ maxLength: 500 })),
    session_state: Type.Optional(Type.String({ maxLength: 500 })),
    error: Type.Optional(Type.String({ maxLength: 200 })),
    error_description: Type.Optional(Type.String({ maxLength: 2_000 })),
    error_uri: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  closed,
);
export const IdentityLocation = component('IdentityLocation', Type.Object({ location: Type.String() }, closed));
