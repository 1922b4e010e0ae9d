/**
 * What a step of a case with sensitive values writes: state, log and everything that waits as ciphertext of the case's own key, and what
 * people read in lists (names, titles, incidents) with the values masked. Variables are sealed one by one, so that the others can still
 * be filtered by. Hashes and chain are over what is stored: they are checked without a key.
 */
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { CaseState } from '../../engine/state.ts';
import type { DataKey } from '../../protection/data-key.ts';
import type { SensitiveValues } from '../../protection/sensitive-values.ts';
import type { Database } from '../connection.ts';
import type { SaveStep } from '../contract.ts';
import { blindIndex, indexText } from './blind-index.ts';
import { MOVING, requireKeys, sealJson, type Sealed } from './sealed.ts';

type More = Readonly<Record<string, unknown>>;
type Row = Record<string, unknown>;
type Scope = Readonly<Record<string, Json>>;

/** The same step, sealed; `more`: the sections of save_step that belong to it. */
export async function sealStep(db: Database, step: SaveStep, more: More): Promise<{ readonly step: SaveStep; readonly more: More }> {
  const { protection } = step;
  if (!protection) return { step, more };
  const { values } = protection;
  const key = await requireKeys(db).keyOf(step.caseId);
  refuseKeys(values, more);
  const at = (part: string): string => `${step.revision + 1}/${part}`;
  const names = step.variables && sensitiveNames(values, step.variables);
  const resolved = names ? { ...(step.resolved as object | undefined), sealed: names } : step.resolved;
  const sealed = {
    ...step,
    state: sealState(key, step.state),
    ...(names && { variables: sealVariables(key, names, step.variables) }),
    // what kind of step it was stays readable: the record is searched by it, and keeps it when contents are destroyed
    command: { ...sealJson(key, step.command, at('command')), type: step.command.type },
    ...(resolved !== undefined && { resolved: sealJson(key, resolved, at('resolved')) }),
    trace: sealJson(key, step.trace, at('trace')),
  };
  const index = await indexOf(db, step);
  return { step: sealed as unknown as SaveStep, more: { ...sealMore(key, values, more, at('comment')), ...(index && { index }) } };
}

export const variablePlace = (scope: string, name: string): string => `variables/${scope}/${name}`;

export const sealState = (key: DataKey, state: CaseState): Sealed => sealJson(key, state, 'state');

/** `names`: of the variables that are sealed, in every scope. */
export function sealVariables(key: DataKey, names: readonly string[], scopes: Readonly<Record<string, Scope>> = {}): unknown {
  const sealScope = ([scope, variables]: [string, Scope]): [string, unknown] => [
    scope,
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        names.includes(name) ? sealJson(key, value, variablePlace(scope, name)) : value,
      ]),
    ),
  ];
  return Object.fromEntries(Object.entries(scopes).map(sealScope));
}

function sensitiveNames(values: SensitiveValues, scopes: Readonly<Record<string, Scope>>): readonly string[] {
  const all = Object.values(scopes).flatMap((scope) => Object.entries(scope));
  return [...new Set(all.filter(([name, value]) => values.isSensitive(name, value)).map(([name]) => name))].sort();
}

function sealMore(key: DataKey, values: SensitiveValues, more: More, comment: string): More {
  const rows = (section: string, change: (row: Row) => Row): Row =>
    more[section] === undefined ? {} : { [section]: (more[section] as readonly Row[]).map(change) };
  const masked = (section: string): Row => (more[section] === undefined ? {} : { [section]: values.redactTexts(more[section]) });
  return {
    ...more,
    ...rows('outbox', (row) => ({ ...row, payload: sealJson(key, row['payload'], MOVING) })),
    ...rows('jobs', (row) => ({ ...row, input: sealJson(key, row['input'], MOVING) })),
    ...Object.assign({}, ...['open', 'reword', 'close', 'change', 'arm', 'incidents', 'facts', 'create', 'idempotency'].map(masked)),
    ...(typeof more['comment'] === 'string' && { comment: JSON.stringify(sealJson(key, more['comment'], comment)) }),
  };
}

/** What others look a case up by, or are told by name, stays readable: it must not be a sensitive value. */
function refuseKeys(values: SensitiveValues, more: More): void {
  const { businessKey } = (more['create'] ?? {}) as { businessKey?: string };
  if (businessKey !== undefined && values.quotes(businessKey)) throw sensitiveKey('/businessKey');
  const subscriptions = (more['subscribe'] ?? []) as readonly Correlated[];
  const thrown = ((more['outbox'] ?? []) as readonly { readonly kind: string; readonly payload: unknown }[]).flatMap(({ kind, payload }) =>
    kind === 'messageThrown' ? [payload as Correlated] : [],
  );
  // where the key comes from is the diagram's to say: the element is what its author looks for
  const found = [...subscriptions, ...thrown].find(({ key }) => key !== undefined && values.quotes(key));
  if (found) throw sensitiveKey(found.node ?? found.name ?? '');
}

interface Correlated {
  readonly key?: string;
  readonly node?: string;
  readonly name?: string;
}

/** `place`: a pointer into the request, or the element of the diagram. */
function sensitiveKey(place: string): Rejection {
  const message = `Expected keys of a case and of its messages to hold no sensitive value, but one does at ${place}.`;
  return new Rejection('validation', 'sensitiveKey', message, {
    details: { place },
    problems: [{ code: 'sensitiveKey', path: place, message }],
  });
}

/** Only when one of the values that can be looked for has changed. */
async function indexOf(db: Database, { protection, variables }: SaveStep): Promise<Record<string, string> | undefined> {
  const { findable = [], before } = protection ?? {};
  if (!variables || findable.length === 0) return undefined;
  const now = variables['1'] ?? {};
  const earlier = before?.['1'] ?? {};
  if (findable.every((name) => indexText(now[name]) === indexText(earlier[name]))) return undefined;
  const index: Record<string, string> = {};
  for (const name of findable) {
    const hash = now[name] === undefined ? undefined : await blindIndex(db, name, now[name]);
    if (hash !== undefined) index[name] = hash;
  }
  return index;
}
