/** List functions (DMN 1.5 §10.3.4.4, table 76). Positions count from 1, or from -1 backwards. */
import { equalValues } from '../operators/equal.ts';
import { chargeItems, checkItems, checkValueDepth } from '../session.ts';
import type { Session } from '../session.ts';
import { FeelNumber, toInteger } from '../values/number.ts';
import { isList } from '../values/value.ts';
import type { FeelFunction, FeelList, FeelValue } from '../values/value.ts';
import { defineFunction, listOrArguments, may, needs, overload, variadic } from './define.ts';

/** The array index of a position that the list has (or `extra` beyond its end), or null. */
function indexOf(list: FeelList, position: FeelNumber, extra = 0): number | null {
  const at = toInteger(position);
  if (at === null || at === 0 || at > list.length + extra || at < -list.length) return null;
  return at > 0 ? at - 1 : list.length + at;
}

function has(list: FeelList, element: FeelValue, session: Session): boolean {
  session.fuel.spend(list.length);
  return list.some((one) => equalValues(one, element, session) === true);
}

function distinct(list: FeelList, session: Session): FeelList {
  const kept: FeelValue[] = [];
  for (const element of list) if (!has(kept, element, session)) kept.push(element);
  return kept;
}

function concatenate(lists: FeelList, session: Session): FeelList {
  const all = lists.flatMap((one) => (isList(one) ? one : [one]));
  chargeItems(session, all.length);
  return all;
}

function flatten(list: FeelList, session: Session): FeelList {
  const flat: FeelValue[] = [];
  flattenInto(flat, list, session, 0);
  return flat;
}

function flattenInto(flat: FeelValue[], list: FeelList, session: Session, depth: number): void {
  checkValueDepth(session, depth);
  session.fuel.spend(1);
  for (const element of list) {
    if (isList(element)) flattenInto(flat, element, session, depth + 1);
    else flat.push(element);
  }
  checkItems(session, flat.length);
  session.fuel.spend(list.length);
}

function sublist(list: FeelList, start: FeelNumber, length: FeelNumber | undefined): FeelValue {
  const from = indexOf(list, start);
  const size = length === undefined ? list.length : toInteger(length);
  if (from === null || size === null || size < 0 || (length !== undefined && from + size > list.length)) return null;
  return list.slice(from, from + size);
}

function replaceAt(list: FeelList, position: FeelNumber, item: FeelValue): FeelValue {
  const at = indexOf(list, position.trunc());
  return at === null ? null : list.with(at, item);
}

function replaceWhere(list: FeelList, match: FeelFunction, item: FeelValue, session: Session): FeelValue {
  const replaced: FeelValue[] = [];
  for (const element of list) {
    const answer = match.invoke([element, item], session);
    if (typeof answer !== 'boolean') return null;
    replaced.push(answer ? item : element);
  }
  return replaced;
}

/** Stable; `precedes` says whether its first argument comes before its second. */
function sort(list: FeelList, precedes: FeelFunction, session: Session): FeelValue {
  if (precedes.parameters.length !== 2) return null;
  return list.toSorted((a, b) => {
    session.fuel.spend(1);
    if (precedes.invoke([a, b], session) === true) return -1;
    return precedes.invoke([b, a], session) === true ? 1 : 0;
  });
}

function positions(list: FeelList, match: FeelValue, session: Session): FeelList {
  return list.flatMap((element, at) => (equalValues(element, match, session) === true ? [new FeelNumber(at + 1)] : []));
}

const LIST_AND_POSITION = [needs('list', 'list'), needs('position', 'number')] as const;

/** Charges for the list, then runs. */
function charged<A extends readonly [FeelList, ...unknown[]]>(run: (args: A, session: Session) => FeelValue) {
  return (args: A, session: Session): FeelValue => {
    chargeItems(session, args[0].length + 1);
    return run(args, session);
  };
}

export const LIST: Readonly<Record<string, FeelFunction>> = {
  'list contains': defineFunction([
    overload([needs('list', 'list'), needs('element', 'anyOrNull')], ([list, element], session) => has(list, element, session)),
  ]),
  count: defineFunction([overload([needs('list', 'list')], ([list]) => new FeelNumber(list.length))]),
  sublist: defineFunction([
    overload(
      [needs('list', 'list'), needs('start position', 'number'), may('length', 'number')],
      charged(([list, start, length]) => sublist(list, start, length)),
    ),
  ]),
  append: defineFunction([
    variadic([needs('list', 'list'), needs('item', 'anyOrNull')], 'anyOrNull', ([list = null, ...items], session) =>
      isList(list) ? concatenate([list, items], session) : null,
    ),
  ]),
  concatenate: defineFunction([variadic([needs('list', 'list')], 'list', concatenate)]),
  union: defineFunction([variadic([needs('list', 'list')], 'list', (lists, session) => distinct(concatenate(lists, session), session))]),
  'insert before': defineFunction([
    overload(
      [...LIST_AND_POSITION, needs('newItem', 'anyOrNull')],
      charged(([list, position, item]) => {
        const at = indexOf(list, position);
        return at === null ? null : list.toSpliced(at, 0, item);
      }),
    ),
  ]),
  remove: defineFunction([
    overload(
      LIST_AND_POSITION,
      charged(([list, position]) => {
        const at = indexOf(list, position);
        return at === null ? null : list.toSpliced(at, 1);
      }),
    ),
  ]),
  'list replace': defineFunction([
    overload(
      [...LIST_AND_POSITION, needs('newItem', 'anyOrNull')],
      charged(([list, position, item]) => replaceAt(list, position, item)),
    ),
    overload(
      [needs('list', 'list'), needs('match', 'function'), needs('newItem', 'anyOrNull')],
      charged(([list, match, item], session) => replaceWhere(list, match, item, session)),
    ),
  ]),
  reverse: defineFunction([
    overload(
      [needs('list', 'list')],
      charged(([list]) => list.toReversed()),
    ),
  ]),
  'index of': defineFunction([
    overload(
      [needs('list', 'list'), needs('match', 'anyOrNull')],
      charged(([list, match], session) => positions(list, match, session)),
    ),
  ]),
  'distinct values': defineFunction([
    overload(
      [needs('list', 'list')],
      charged(([list], session) => distinct(list, session)),
    ),
  ]),
  flatten: defineFunction([overload([needs('list', 'list')], ([list], session) => flatten(list, session))]),
  sort: defineFunction([
    overload(
      [needs('list', 'list'), needs('precedes', 'function')],
      charged(([list, precedes], session) => sort(list, precedes, session)),
    ),
  ]),
  all: defineFunction(listOrArguments('list', (list, session) => decide(list, false, session))),
  any: defineFunction(listOrArguments('list', (list, session) => decide(list, true, session))),
};

/** `decisive` if one element is; else its opposite if all elements are booleans; else null. */
function decide(list: FeelList, decisive: boolean, session: Session): FeelValue {
  session.fuel.spend(list.length);
  if (list.includes(decisive)) return decisive;
  return list.every((element) => typeof element === 'boolean') ? !decisive : null;
}
