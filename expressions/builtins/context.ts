/** Context functions (DMN 1.5 §10.3.4.8, table 83). */
import { chargeItems, checkValueDepth } from '../session.ts';
import type { Session } from '../session.ts';
import { isContext, isList } from '../values/value.ts';
import type { FeelContext, FeelFunction, FeelList, FeelValue } from '../values/value.ts';
import { defineFunction, needs, overload } from './define.ts';

function getEntries(context: FeelContext): FeelValue {
  return [...context].map(([key, value]) => new Map<string, FeelValue>([...entry('key', key), ...entry('value', value)]));
}

function entry(key: string, value: FeelValue): [string, FeelValue][] {
  return [[key, value]];
}

/** A context from `{key, value}` contexts; null where one lacks either, or a key comes twice. */
function fromEntries(entries: FeelList): FeelValue {
  const context = new Map<string, FeelValue>();
  for (const one of entries) {
    const [key, value] = isContext(one) ? [one.get('key'), one.get('value')] : [];
    if (typeof key !== 'string' || value === undefined || context.has(key)) return null;
    context.set(key, value);
  }
  return context;
}

function put(context: FeelContext, keys: FeelList, value: FeelValue, session: Session): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  chargeItems(session, context.size + 1);
  checkValueDepth(session, keys.length);
  if (rest.length === 0) return new Map([...context, [key, value]]);
  const inner = context.get(key) ?? new Map<string, FeelValue>();
  const changed = isContext(inner) ? put(inner, rest, value, session) : null;
  return changed && new Map([...context, [key, changed]]);
}

/** Later contexts win. */
function merge(contexts: FeelList, session: Session): FeelValue {
  const merged = new Map<string, FeelValue>();
  for (const context of contexts) {
    if (!isContext(context)) return null;
    chargeItems(session, context.size + 1);
    for (const [key, value] of context) merged.set(key, value);
  }
  chargeItems(session, merged.size);
  return merged;
}

const size = (value: FeelContext | FeelList): number => (isList(value) ? value.length : value.size);

function charged<A extends readonly [FeelContext | FeelList, ...unknown[]]>(run: (args: A, session: Session) => FeelValue) {
  return (args: A, session: Session): FeelValue => {
    chargeItems(session, size(args[0]) + 1);
    return run(args, session);
  };
}

export const CONTEXT: Readonly<Record<string, FeelFunction>> = {
  'get value': defineFunction([overload([needs('m', 'context'), needs('key', 'string')], ([m, key]) => m.get(key) ?? null)]),
  'get entries': defineFunction([
    overload(
      [needs('m', 'context')],
      charged(([m]) => getEntries(m)),
    ),
  ]),
  context: defineFunction([
    overload(
      [needs('entries', 'list')],
      charged(([entries]) => fromEntries(entries)),
    ),
  ]),
  'context put': defineFunction([
    overload([needs('context', 'context'), needs('key', 'string'), needs('value', 'anyOrNull')], ([context, key, value], session) =>
      put(context, [key], value, session),
    ),
    overload([needs('context', 'context'), needs('keys', 'list'), needs('value', 'anyOrNull')], ([context, keys, value], session) =>
      put(context, keys, value, session),
    ),
  ]),
  'context merge': defineFunction([overload([needs('contexts', 'list')], ([contexts], session) => merge(contexts, session))]),
};
