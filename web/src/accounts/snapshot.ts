/** An account as the administration log keeps it, and as a request would have it. */
import type { Json } from '../../../expressions/json.ts';
import { dayBefore } from './position-text.ts';

export interface Held {
  readonly unitPath: string;
  /** ISO dates: the first day, and the last one */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface Snapshot {
  readonly state?: string | undefined;
  readonly name?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly login?: string | undefined;
  readonly kind?: string | undefined;
  readonly title?: string | undefined;
  readonly unitPath?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly dataScope?: string | undefined;
  readonly positions: readonly (Held & { readonly title: string })[];
  readonly grants: readonly (Held & { readonly role: string })[];
}
export const PLAIN_FIELDS = [
  'state',
  'name',
  'identityNumber',
  'login',
  'kind',
  'title',
  'unitPath',
  'email',
  'phone',
  'dataScope',
] as const;

type Fields = Readonly<Record<string, Json | undefined>>;
const ZONE_MS = 7 * 3_600_000;

/** Text, or what a typed value carries; undefined where there is none. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return textOf((value as Fields)['value']);
  return undefined;
}

export const rowsOf = (value: Json | undefined): readonly Fields[] | undefined =>
  Array.isArray(value) ? (value as readonly Fields[]) : undefined;

/** The law's day of a date or an instant. */
const dayOf = (value: Json | undefined): string | undefined => {
  const text = textOf(value);
  if (text === undefined || text.length <= 10) return text;
  return new Date(Date.parse(text) + ZONE_MS).toISOString().slice(0, 10);
};
const lastDay = (value: Json | undefined): string | undefined => {
  const day = dayOf(value);
  return day === undefined ? undefined : dayBefore(day);
};

/** `before` and `after` of the log, and of what a request stands beside. */
export function snapshotOf(stored: Fields): Snapshot {
  return {
    ...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, textOf(stored[field])])),
    positions: (rowsOf(stored['positions']) ?? []).map(({ title, unitPath, validFrom, validTo }) => ({
      title: textOf(title) ?? '',
      unitPath: textOf(unitPath) ?? '',
      from: dayOf(validFrom),
      to: lastDay(validTo),
    })),
    grants: (rowsOf(stored['grants']) ?? []).map(({ role, unitPath, validFrom, validTo }) => ({
      role: textOf(role) ?? '',
      unitPath: textOf(unitPath) ?? '',
      from: dayOf(validFrom),
      to: lastDay(validTo),
    })),
  };
}

const NOTHING: Snapshot = { positions: [], grants: [] };
/** Of the request, by the field of the account that it changes. */
const ASKED = {
  name: 'personName',
  identityNumber: 'personIdentity',
  login: 'login',
  kind: 'userGroup',
  title: 'personTitle',
  unitPath: 'unitPath',
  email: 'email',
  phone: 'phone',
  dataScope: 'dataScope',
} as const;
const STATES: Readonly<Record<string, string>> = { CREATE: 'active', LOCK: 'locked', UNLOCK: 'active', REVOKE: 'revoked' };

/** What the account will be if the request is approved: as the step `applyChange` of the procedure has it done. */
export function requested(request: Fields, before: Snapshot = NOTHING): Snapshot {
  const operation = textOf(request['operation']) ?? '';
  const state = STATES[operation] ?? before.state;
  if (operation === 'LOCK' || operation === 'UNLOCK') return { ...before, state };
  if (operation === 'REVOKE') return { ...before, state, positions: [], grants: [] };
  const [positions, grants] = [positionsIn(request, before), grantsIn(request, before)];
  if (operation === 'GRANT') return { ...before, positions, grants };
  const given = Object.fromEntries(Object.entries(ASKED).map(([field, name]) => [field, textOf(request[name])]).filter(([, value]) => value !== undefined)); // prettier-ignore
  return {
    ...before,
    ...(operation === 'CREATE' && { kind: 'inside' }),
    ...given,
    state,
    positions,
    grants: operation === 'CHANGE' ? before.grants : grants,
  };
}

function positionsIn(request: Fields, before: Snapshot): Snapshot['positions'] {
  const list = rowsOf(request['positions']);
  const moved = textOf(request['operation']) === 'TRANSFER' ? textOf(request['unitPath']) : undefined;
  if (!list)
    return moved === undefined ? before.positions : before.positions.filter(({ unitPath }) => `${unitPath}.`.startsWith(`${moved}.`));
  return list.map((row) => ({
    title: textOf(row['title']) ?? '',
    unitPath: textOf(row['unitPath']) ?? '',
    from: textOf(row['from']),
    to: textOf(row['to']),
  }));
}

/** A right that goes on is told from when it has been held. */
function grantsIn(request: Fields, before: Snapshot): Snapshot['grants'] {
  const [from, to] = [textOf(request['effectiveDate']), textOf(request['expiryDate'])];
  return (rowsOf(request['grants']) ?? []).map((row) => {
    const [role, unitPath] = [textOf(row['role']) ?? '', textOf(row['unitPath']) ?? ''];
    const held = before.grants.find((one) => one.role === role && one.unitPath === unitPath);
    return { role, unitPath, from: from ?? held?.from, to };
  });
}
