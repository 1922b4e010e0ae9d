/** What an answer of a sensitive route gave, for the access log: the ids of what was shown, and what was asked for. */
import { Invariant } from '../errors.ts';
import { recordAccess } from '../commands/record/record-access.ts';
import type { Sensitive } from './contract/sensitive.ts';
import { principalOf, type RawReply, type Reply, type Route, type RouteRequest } from './route.ts';
import { actorOf } from './session/principal.ts';

/** By kind: what names one thing, in the path or in an item; an item's `id` where the path names none. */
const NAMES: Readonly<Record<Sensitive, readonly string[]>> = {
  case: ['caseId', 'round', 'line'],
  person: ['person'],
  account: ['account'],
  record: ['position'],
};

/** Throws when it cannot be written: then the answer is not released. */
export async function logAccess(
  { id: operation, sensitive }: Route,
  request: RouteRequest<unknown, unknown, unknown>,
  reply: Reply<unknown> | RawReply | undefined,
): Promise<void> {
  if (!sensitive) return;
  const { services, now, purpose, statedPurpose = purpose, params, query } = request;
  const given = reply && 'raw' in reply ? reply.given : undefined;
  if (reply && 'raw' in reply && !given) throw new Invariant(`Expected the raw answer of ${operation} to say what it gives.`);
  await recordAccess(services.commands, actorOf(principalOf(request)), {
    at: now,
    operation,
    subject: sensitive,
    ids: given?.ids ?? idsOf(NAMES[sensitive], params as Fields, reply && 'body' in reply ? reply.body : undefined),
    scope: { ...(params as Fields), ...asked(query as Fields), ...(given && { rows: given.rows }) },
    purpose: statedPurpose ?? purposeIn(query as Fields),
  });
}

/** What was looked for may itself be what nobody may see: that it was looked for is kept, and what was found, but not the words. */
const WORDS: readonly string[] = ['text', 'value'];
const asked = (query: Fields): Fields =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, WORDS.includes(name) ? '…' : value]));

/** Of an export, which cannot do without. */
const purposeIn = ({ purpose }: Fields): string | undefined => (typeof purpose === 'string' ? purpose : undefined);

type Fields = Readonly<Record<string, unknown>>;

function idsOf(names: readonly string[], params: Fields, body: unknown): readonly string[] {
  const own = idIn(names, params);
  const { items } = (body ?? {}) as { readonly items?: unknown };
  const listed = Array.isArray(items) ? (items as Fields[]) : [];
  const ids = listed.map((item) => idIn(own === undefined ? [...names, 'id'] : names, item));
  return [...new Set([own, ...ids].filter((id) => id !== undefined))];
}

function idIn(names: readonly string[], fields: Fields): string | undefined {
  const value = names.map((name) => fields[name]).find((found) => typeof found === 'string' || typeof found === 'number');
  return value === undefined ? undefined : String(value as string | number);
}
