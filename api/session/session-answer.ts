/** How a session, or the step before it, is told to the browser: what it may show, and the cookies that hold the secrets. */
import { randomBytes } from 'node:crypto';
import type { Static } from 'typebox';
import type { Renewed, SignedIn, SignInStep } from '../../commands/access-contract.ts';
import type { ApiServices } from '../api-services.ts';
import type { Session, SignInAnswer } from '../contract/session.ts';
import type { Plain, Reply } from '../route.ts';
import { notSignedIn } from './authenticator.ts';
import { clearedTicket, deviceCookie, ticketCookie } from './cookies.ts';
import type { Principal } from './principal.ts';
import { sessionCookie } from './session-cookie.ts';

const DEVICE_BYTES = 32;

type Signed = Pick<Principal, 'account' | 'person' | 'rights' | 'onBehalfOf' | 'expiresAt' | 'authenticatedAt' | 'methods' | 'obligation'>;

export function describeSession(signed: Signed): Plain<Session> {
  const { account, person, rights, onBehalfOf, expiresAt, authenticatedAt, methods, obligation } = signed;
  return {
    account,
    person,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    expiresAt,
    authenticatedAt,
    methods,
    ...(obligation && { obligation }),
    grants: rights.grants.map(({ role, unitPath }) => ({ role, unitPath })),
  };
}

export const newDevice = (): string => randomBytes(DEVICE_BYTES).toString('base64url');

export function secondsUntil(expiresAt: string, services: ApiServices): number {
  return Math.max(0, Math.floor((Date.parse(expiresAt) - Date.parse(services.commands.clock())) / 1_000));
}

export function cookiesOfSession(services: ApiServices, { token, expiresAt }: Renewed, device: string): readonly string[] {
  const { secureCookies } = services.options;
  const seconds = secondsUntil(expiresAt, services);
  return [sessionCookie(token, seconds, secureCookies), clearedTicket(secureCookies), deviceCookie(device, secureCookies)];
}

export async function answerSignedIn(services: ApiServices, entered: SignedIn, device: string): Promise<Reply<Plain<Session>>> {
  const session = await services.sessions.load(entered.token, services.commands.clock());
  if (!session) throw notSignedIn();
  const failures = entered.failures.map((each) => ({ ...each }));
  return {
    body: { ...describeSession(session), failures },
    headers: { 'Set-Cookie': cookiesOfSession(services, entered, device) },
  };
}

export function answerStep(services: ApiServices, { ticket, methods, expiresAt }: SignInStep): Reply<Plain<Static<typeof SignInAnswer>>> {
  const cookie = ticketCookie(ticket, secondsUntil(expiresAt, services), services.options.secureCookies);
  return { body: { step: 'secondFactor', methods: [...methods], expiresAt }, headers: { 'Set-Cookie': cookie } };
}

/** A session that goes on under another token. */
export function answerRenewed(services: ApiServices, { token, expiresAt }: Renewed): Reply<{ readonly expiresAt: string }> {
  const cookie = sessionCookie(token, secondsUntil(expiresAt, services), services.options.secureCookies);
  return { body: { expiresAt }, headers: { 'Set-Cookie': cookie } };
}
