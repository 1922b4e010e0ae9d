import { ANONYMOUS } from '../../commands/actors.ts';
import { passwordStateOf } from '../../commands/accounts/password-state.ts';
import { runCommand } from '../../commands/run-command.ts';
import {
  ChangePassword,
  FactorProof,
  PasskeyOptions,
  PasswordState,
  Proof,
  Renewed,
  Session,
  SignIn,
  SignInAnswer,
  SignInMethods,
} from '../contract/session.ts';
import type { ChangeFeed } from '../events/change-feed.ts';
import { principalOf, route, type Route } from '../route.ts';
import { ticketCookie } from '../session/cookies.ts';
import { actorOf } from '../session/principal.ts';
import { answerRenewed, answerSignedIn, answerStep, describeSession, newDevice } from '../session/session-answer.ts';
import { clearedCookie } from '../session/session-cookie.ts';
import type { SignInLimit } from '../session/sign-in-limit.ts';
import type { CommandOf } from '../../commands/contract.ts';

const path = '/api/v1/session';
const OWING = ['changePassword', 'enrolSecondFactor'] as const;
/** bytes */
const PASSKEY_LIMIT = 16_384;

const signIn = (signInLimit: SignInLimit): Route =>
  route({
    id: 'signIn',
    method: 'POST',
    path,
    summary: 'Sign in by name and password: sets the session cookie, or asks for the second factor',
    rule: 'public',
    limit: 'signIn',
    body: SignIn,
    bodyLimit: 4_096,
    success: 201,
    response: SignInAnswer,
    async handle({ body: { login, password }, services, address, place, device }) {
      const from = { address, device };
      await signInLimit.attempt(login, from);
      const outcome = await runCommand(services.commands, ANONYMOUS, { type: 'signIn', login, password, ...place });
      if (outcome.kind === 'factor') {
        await signInLimit.stepBegun(login, from);
        return answerStep(services, outcome);
      }
      const mark = device ?? newDevice();
      await signInLimit.succeeded(login, from, mark);
      return await answerSignedIn(services, outcome, mark);
    },
  });

const passFactor = (signInLimit: SignInLimit): Route =>
  route({
    id: 'passFactor',
    method: 'POST',
    path: `${path}/factor`,
    summary: 'The second factor, or a passkey alone: sets the session cookie',
    rule: 'public',
    limit: 'signIn',
    body: FactorProof,
    bodyLimit: PASSKEY_LIMIT,
    success: 201,
    response: Session,
    async handle({ body: proof, services, address, place, ticket = '', device }) {
      // the ticket bounds the tries, and how many tickets a password leads to is bounded too
      const command = { type: 'passFactor', ticket, proof, ...place } as CommandOf<'passFactor'>;
      const outcome = await runCommand(services.commands, ANONYMOUS, command);
      const mark = device ?? newDevice();
      await signInLimit.succeeded(outcome.login, { address, device }, mark);
      return await answerSignedIn(services, outcome, mark);
    },
  });

const offerPasskey = route({
  id: 'offerPasskey',
  method: 'POST',
  path: `${path}/passkey-options`,
  summary: 'A challenge for a passkey: for the second factor, or to sign in with it alone',
  rule: 'public',
  limit: 'signIn',
  success: 200,
  response: PasskeyOptions,
  async handle({ services, ticket }) {
    const { commands, options: settings } = services;
    const offer = await runCommand(commands, ANONYMOUS, { type: 'offerPasskey', ...(ticket !== undefined && { ticket }) });
    const body = { options: offer.options };
    if (offer.ticket === undefined) return { body };
    return { body, headers: { 'Set-Cookie': ticketCookie(offer.ticket, TICKET_SECONDS, settings.secureCookies) } };
  },
});

const offerPasskeyProof = route({
  id: 'offerPasskeyProof',
  method: 'POST',
  path: `${path}/reauthentication/passkey-options`,
  summary: 'A challenge for a passkey of mine, to prove anew who I am',
  rule: 'signedIn',
  during: OWING,
  limit: 'signIn',
  success: 200,
  response: PasskeyOptions,
  async handle(request) {
    const principal = principalOf(request);
    const { options } = await runCommand(request.services.commands, actorOf(principal), { type: 'offerPasskey', token: principal.token });
    return { body: { options } };
  },
});
/** The cookie may outlive what it leads to, never the other way round. */
const TICKET_SECONDS = 3_600;

const signInMethods = route({
  id: 'signInMethods',
  method: 'GET',
  path: `${path}/methods`,
  summary: 'By what one can sign in here',
  rule: 'public',
  limit: 'open',
  success: 200,
  response: SignInMethods,
  handle: async ({ services: { commands, identityProvider }, place }) => {
    const identity = identityProvider && { name: identityProvider.name };
    const passkey = commands.access !== undefined;
    return await Promise.resolve({
      body: { password: true, passkey, certificate: place.certificate !== undefined, ...(identity && { identity }) },
    });
  },
});

const whoAmI = route({
  id: 'whoAmI',
  method: 'GET',
  path,
  summary: 'Who is signed in, with which roles',
  rule: 'signedIn',
  during: OWING,
  limit: 'read',
  success: 200,
  response: Session,
  handle: async (request) => await Promise.resolve({ body: describeSession(principalOf(request)) }),
});

const signOut = (feed: ChangeFeed): Route =>
  route({
    id: 'signOut',
    method: 'DELETE',
    path,
    summary: 'Sign out: ends the session and its event streams',
    rule: 'signedIn',
    during: OWING,
    limit: 'write',
    success: 204,
    async handle(request) {
      const principal = principalOf(request);
      const { commands, options } = request.services;
      await runCommand(commands, actorOf(principal), { type: 'signOut', token: principal.token });
      feed.closeSession(principal.sessionId);
      return { raw: '', type: 'text/plain', headers: { 'Set-Cookie': clearedCookie(options.secureCookies), 'Clear-Site-Data': '"cache"' } };
    },
  });

const reauthenticate = (signInLimit: SignInLimit): Route =>
  route({
    id: 'reauthenticate',
    method: 'POST',
    path: `${path}/reauthentication`,
    summary: 'Prove anew who I am, before signing or approving: the session goes on under another token',
    rule: 'signedIn',
    during: OWING,
    limit: 'signIn',
    body: Proof,
    bodyLimit: PASSKEY_LIMIT,
    success: 200,
    response: Renewed,
    async handle(request) {
      const { account, token } = principalOf(request);
      const { services, body: proof, place } = request;
      const from = { address: request.address, device: request.device };
      // whoever has taken over a session must not be able to guess the password through it
      await signInLimit.attempt(`${account}\0password`, from);
      const command = { type: 'reauthenticate', token, proof, ...place } as CommandOf<'reauthenticate'>;
      const renewed = await runCommand(services.commands, actorOf(principalOf(request)), command);
      await signInLimit.succeeded(`${account}\0password`, from);
      return answerRenewed(services, renewed);
    },
  });

const passwordState = route({
  id: 'getPasswordState',
  method: 'GET',
  path: `${path}/password`,
  summary: 'Until when my password is good, and what a new one must be',
  rule: 'signedIn',
  during: OWING,
  limit: 'read',
  success: 200,
  response: PasswordState,
  async handle(request) {
    const body = await passwordStateOf(request.services.commands, principalOf(request).account, request.now);
    return { body: { ...body } };
  },
});

const changePassword = (signInLimit: SignInLimit): Route =>
  route({
    id: 'changePassword',
    method: 'PUT',
    path: `${path}/password`,
    summary: 'Change my password: ends my other sessions, and this one goes on under another token',
    rule: 'signedIn',
    during: OWING,
    limit: 'signIn',
    body: ChangePassword,
    bodyLimit: 4_096,
    success: 204,
    async handle(request) {
      const principal = principalOf(request);
      const { services, body } = request;
      const { account, token } = principal;
      const from = { address: request.address, device: request.device };
      await signInLimit.attempt(`${account}\0password`, from);
      const { session } = await runCommand(services.commands, actorOf(principal), { type: 'changePassword', ...body, token });
      await signInLimit.succeeded(`${account}\0password`, from);
      return session && { raw: '', type: 'text/plain', headers: answerRenewed(services, session).headers ?? {} };
    },
  });

export const sessionRoutes = (signInLimit: SignInLimit, feed: ChangeFeed): readonly Route[] => [
  signIn(signInLimit),
  passFactor(signInLimit),
  offerPasskey,
  offerPasskeyProof,
  signInMethods,
  whoAmI,
  signOut(feed),
  reauthenticate(signInLimit),
  passwordState,
  changePassword(signInLimit),
];
