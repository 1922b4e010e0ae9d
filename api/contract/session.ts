import Type, { type Static } from 'typebox';
import { component } from './component.ts';
import { closed, Instant, Text } from './scalars.ts';

/** argon2 reads all of it: the length is what it costs */
const Password = Type.String({ minLength: 1, maxLength: 256 });

export const SignIn = Type.Object({ login: Text(200), password: Password }, closed);
export const ChangePassword = Type.Object({ current: Password, next: Type.String({ minLength: 8, maxLength: 256 }) }, closed);

/** Who is signed in, and what the browser may show: `rules` are CASL's packed rules, read with unpackRules. */
export const Session = component(
  'Session',
  Type.Object(
    {
      account: Type.String(),
      person: Type.String(),
      onBehalfOf: Type.Optional(Type.String({ description: 'The absent person whom this request acts for: grants and rules are theirs' })),
      expiresAt: Instant,
      grants: Type.Array(Type.Object({ role: Type.String(), unitPath: Type.String() }, closed)),
      rules: Type.Array(Type.Unsafe<readonly unknown[]>({ type: 'array' })),
      mustChangePassword: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
);
export type Session = Static<typeof Session>;
