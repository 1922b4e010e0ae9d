/**
 * The journey of a request through its route: who is it, how often, from where, may they at all, is the input of the declared
 * shape; then the handler; then the access log where the answer is sensitive; then the answer. In this order, so that a stranger learns nothing about shapes or things.
 */
import type { Readable } from 'node:stream';
import type { Context } from 'koa';
import { forbidden } from '../casework/require-permission.ts';
import { Rejection } from '../errors.ts';
import { can } from '../policies/can.ts';
import { isPurpose } from '../policies/purposes.ts';
import type { ApiServices } from './api-services.ts';
import { compileCheck, type Check } from './compile-schema.ts';
import { asPrecondition, entityTag, matchesNone, readIfMatch } from './conditional.ts';
import { languageOf } from './language.ts';
import { ProtocolRefusal } from './protocol-refusal.ts';
import { readJsonBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import type { RequestLimit } from './request-limit.ts';
import type { Reply, RawReply, Route, RouteRequest } from './route.ts';
import { logAccess } from './sensitive.ts';
import { abilityOfPrincipal } from './session/ability.ts';
import { agentOf, notSignedIn, type Authenticator } from './session/authenticator.ts';
import { certificateOf } from './session/certificate-of.ts';
import { readDevice, readTicket } from './session/cookies.ts';
import { networkOf } from './session/network-of.ts';
import type { Principal } from './session/principal.ts';
import { refuseForeignOrigin } from './session/refuse-foreign-origin.ts';

const BODY_LIMIT = 256 * 1024;
const LONGEST_KEY = 200;
const LONGEST_PURPOSE = 500;

type Params = Readonly<Record<string, string>>;
export type RouteHandler = (ctx: Context, params: Params) => Promise<void>;

export interface Guards {
  readonly authenticate: Authenticator;
  /** for operations of agents: no session opens them, and their tokens open nothing else */
  readonly authenticateAgent: Authenticator;
  readonly limit: RequestLimit;
}

export function routeHandler(route: Route, services: ApiServices, { authenticate, authenticateAgent, limit }: Guards): RouteHandler {
  const checks = checksOf(route);
  return async (ctx, params) => {
    const now = services.commands.clock();
    const isAgents = route.rule === 'agent';
    if (route.method !== 'GET' && !route.bySystem && !isAgents) refuseForeignOrigin(ctx, services.options.secureCookies);
    const principal = await (isAgents ? authenticateAgent : authenticate)(ctx, now);
    if (principal) ctx.state['account'] = principal.account;
    if (!principal && route.rule !== 'public') {
      await limit('open', networkOf(ctx.ip));
      throw notSignedIn();
    }
    await limit(route.limit, principal?.account ?? networkOf(ctx.ip));
    if (principal) requireNothingOwed(route, principal);
    if (principal) requireRule(route, services, principal);
    requireAcceptable(ctx, route);
    const request = await readRequest(ctx, route, checks, { params, principal, services, now });
    try {
      const reply = await route.handle(request);
      await logAccess(route, request, reply);
      send(ctx, route, reply);
    } catch (error) {
      throw asPrecondition(error, request.ifMatch);
    }
  };
}

interface Checks {
  readonly params?: Check;
  readonly query?: Check;
  readonly body?: Check;
}

function checksOf({ params, query, body, ownBody }: Route): Checks {
  return {
    ...(params && { params: compileCheck(params, '/path') }),
    ...(query && { query: compileCheck(query, '/query') }),
    ...(body && !ownBody && { body: compileCheck(body, '') }),
  };
}

const OWED = { changePassword: 'passwordChangeRequired', enrolSecondFactor: 'secondFactorRequired' } as const;

/** A session that has to change its password, or to enrol a second factor, does that before anything else (S3 Điều 8 khoản 2). */
function requireNothingOwed({ rule, during = [] }: Route, { obligation }: Principal): void {
  if (rule === 'public' || obligation === undefined || during.includes(obligation)) return;
  throw new Rejection('forbidden', OWED[obligation], `Expected a session that owes nothing, but it has to ${obligation}.`);
}

/** Whether the user may do such a thing anywhere at all; the decision about this very thing is the command's. */
function requireRule({ rule }: Route, { commands }: ApiServices, principal: Principal): void {
  if (typeof rule === 'string') return;
  const permission = can(abilityOfPrincipal(commands, principal), rule.action, rule.subject);
  if (!permission.allowed) throw forbidden(permission, rule.action, rule.subject);
}

function requireAcceptable(ctx: Context, { produces = 'application/json' }: Route): void {
  if (ctx.accepts(produces) !== false) return;
  throw new ProtocolRefusal('notAcceptable', 'notAcceptable', `Expected ${produces} to be acceptable.`, { details: { produces } });
}

type Known = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'> & { readonly params: Params };

async function readRequest(ctx: Context, route: Route, checks: Checks, known: Known): Promise<RouteRequest<unknown, unknown, unknown>> {
  const params = { ...known.params };
  checks.params?.(params);
  const query = readQuery(ctx.querystring, route.query);
  checks.query?.(query);
  const ifMatch = route.conditional ? readIfMatch(ctx.get('if-match')) : undefined;
  const idempotencyKey = route.idempotent ? readIdempotencyKey(ctx.get('idempotency-key')) : undefined;
  const body = checks.body ? ((await readJsonBody(ctx.req, route.bodyLimit ?? BODY_LIMIT)) ?? {}) : undefined;
  checks.body?.(body);
  return {
    ...known,
    params,
    query,
    body,
    ifMatch,
    idempotencyKey,
    language: languageOf(ctx),
    ...callerOf(ctx, known.services.options.secureCookies),
    address: ctx.ip,
    agent: agentOf(ctx),
    purpose: route.purposeful ? readPurpose(ctx.get('purpose'), known.now) : undefined,
    statedPurpose: readStatedPurpose(ctx.get('x-purpose')),
    lastEventId: ctx.get('last-event-id'),
    incoming: ctx.req,
  };
}

function callerOf(ctx: Context, secure: boolean): Pick<RouteRequest<unknown, unknown, unknown>, 'place' | 'ticket' | 'device' | 'url'> {
  const agent = agentOf(ctx);
  return {
    place: { address: ctx.ip, network: networkOf(ctx.ip), agent, certificate: certificateOf(ctx) },
    ticket: readTicket(ctx, secure),
    device: readDevice(ctx, secure),
    url: ctx.url,
  };
}

function readIdempotencyKey(header: string): string | undefined {
  if (header === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(header) && header.length <= LONGEST_KEY) return header;
  throw new ProtocolRefusal(
    'malformed',
    'idempotencyKeyInvalid',
    `Expected an Idempotency-Key of 1 to ${LONGEST_KEY} visible characters.`,
    {
      details: { most: LONGEST_KEY },
    },
  );
}

/** Headers carry no Vietnamese: the text comes percent-encoded. */
function readStatedPurpose(header: string): string | undefined {
  const text = decoded(header)?.trim();
  if (text === undefined || text.length > LONGEST_PURPOSE || /\p{Cc}/u.test(text))
    throw new ProtocolRefusal(
      'malformed',
      'purposeInvalid',
      `Expected a purpose of at most ${LONGEST_PURPOSE} characters, percent-encoded.`,
      {
        details: { most: LONGEST_PURPOSE },
      },
    );
  return text === '' ? undefined : text;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readPurpose(header: string, now: string): string | undefined {
  if (header === '' || isPurpose(header, now)) return header || undefined;
  throw new ProtocolRefusal('malformed', 'purposeUnknown', 'Expected a purpose of the catalogue.');
}

function send(ctx: Context, route: Route, reply: Reply<unknown> | RawReply | undefined): void {
  ctx.status = route.success;
  // what one user may see lies in no cache, not even in that of a browser which others use later
  ctx.set('Cache-Control', route.rule === 'public' ? 'no-cache' : 'no-store');
  if (!reply) return;
  for (const [name, value] of Object.entries(reply.headers ?? {})) ctx.set(name, typeof value === 'string' ? value : [...value]);
  if (route.success === NO_CONTENT) return;
  if ('raw' in reply) return sendTagged(ctx, route, reply.raw, reply.type, reply.etag);
  if (reply.status !== undefined) ctx.status = reply.status;
  const text = JSON.stringify(reply.body);
  sendTagged(
    ctx,
    route,
    text,
    'application/json; charset=utf-8',
    reply.revision === undefined ? undefined : entityTag(reply.revision, text),
  );
}

function sendTagged(ctx: Context, route: Route, body: Readable | string, type: string, etag: string | undefined): void {
  if (etag !== undefined) ctx.set('ETag', `"${etag}"`);
  if (etag !== undefined && route.method === 'GET' && matchesNone(ctx.get('if-none-match'), etag)) {
    ctx.status = NOT_MODIFIED;
    return;
  }
  ctx.type = type;
  ctx.body = body;
}

const NO_CONTENT = 204;
const NOT_MODIFIED = 304;
