/**
 * One route, said once: the same declaration checks requests, answers OpenAPI, limits, authorizes and dispatches. A route without
 * a rule does not type-check. Handlers parse nothing and know no HTTP: they take checked values and return a reply.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Static, TSchema } from 'typebox';
import type { CallerPlace, Obligation } from '../commands/access-contract.ts';
import { Invariant } from '../errors.ts';
import type { SubjectName } from '../policies/subjects.ts';
import type { Sensitive } from './contract/sensitive.ts';
import type { ApiServices, LimitClass } from './api-services.ts';
import type { Language } from './language.ts';
import type { Principal } from './session/principal.ts';

/**
 * Who may call: anyone; anyone signed in (the lists filter by row); an agent on a signer's computer, and nobody else; or somebody who may
 * do `action` on some `subject` at all.
 * The decision about the very case or task is the command's or query's own, on the loaded subject.
 */
export type RouteRule = 'public' | 'signedIn' | 'agent' | { readonly action: string; readonly subject: SubjectName };

/** What is sent is only read. */
export type Plain<T> = T extends readonly (infer U)[]
  ? readonly Plain<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;

export interface Reply<T> {
  readonly body: T;
  /** of the case: the entity tag begins with it, and If-Match is compared with it */
  readonly revision?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** other than the route's success (readiness) */
  readonly status?: number;
}
/** What is on record as given, where the answer itself does not tell. */
export interface Given {
  readonly ids: readonly string[];
  readonly rows: number;
}
/** Not JSON: a stream of events, or text of another type. */
export interface RawReply {
  readonly raw: Readable | string;
  readonly type: string;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly given?: Given;
}

export interface RouteRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** undefined on public routes without a session */
  readonly principal: Principal | undefined;
  readonly services: ApiServices;
  readonly language: Language;
  /** ISO 8601 UTC instant of the request */
  readonly now: string;
  readonly address: string;
  /** who calls from where: address, program, network, verified client certificate */
  readonly place: CallerPlace;
  /** of a sign-in that is half done */
  readonly ticket: string | undefined;
  /** mark of a device that signed in before */
  readonly device: string | undefined;
  /** the address as it was asked for, path and query */
  readonly url: string;
  readonly idempotencyKey: string | undefined;
  /** the revision that If-Match names */
  readonly ifMatch: number | undefined;
  readonly agent: string;
  /** what the user says that the data is for: X-Purpose, percent-encoded UTF-8 */
  readonly statedPurpose: string | undefined;
  /** code of the catalogue: what what is personal is wanted for */
  readonly purpose: string | undefined;
  /** where an event stream goes on; '' from now on */
  readonly lastEventId: string;
  /** for routes that read their body themselves */
  readonly incoming: IncomingMessage;
}

export interface RouteDeclaration<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/v1/cases/{caseId}` */
  readonly path: string;
  readonly summary: string;
  readonly rule: RouteRule;
  readonly limit: LimitClass;
  /** what its session may still owe: such a session may do nothing else */
  readonly during?: readonly Obligation[];
  /** called by another system, not by a browser's page: it shows by its body who it is */
  readonly bySystem?: true;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** bytes; 256 KiB when absent */
  readonly bodyLimit?: number;
  /** the route reads the body itself; `body` describes its JSON form */
  readonly ownBody?: readonly string[];
  readonly success: number;
  /** absent: no content */
  readonly response?: R;
  /** other than JSON */
  readonly produces?: string;
  /** takes Idempotency-Key */
  readonly idempotent?: boolean;
  /** takes Purpose */
  readonly purposeful?: boolean;
  /** takes If-Match */
  readonly conditional?: boolean;
  /** what kind of protected data it gives: each answer is on the access log before it is released */
  readonly sensitive?: Sensitive;
  handle(request: RouteRequest<Static<P>, Static<Q>, Static<B>>): Promise<Reply<Plain<Static<R>>> | RawReply | undefined>;
}

/** A declared route, as the machinery sees it: with its types forgotten. */
export interface Route extends Omit<RouteDeclaration<TSchema, TSchema, TSchema, TSchema>, 'handle'> {
  handle(request: RouteRequest<unknown, unknown, unknown>): Promise<Reply<unknown> | RawReply | undefined>;
}

export function route<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  declaration: RouteDeclaration<P, Q, B, R>,
): Route {
  return declaration as unknown as Route;
}

/** The signed-in user; routes that are not public always have one. */
export function principalOf({ principal }: { readonly principal: Principal | undefined }): Principal {
  if (!principal) throw new Invariant('Expected a principal on a route that is not public.');
  return principal;
}
