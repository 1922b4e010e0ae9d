import { normalizeName } from '../parse.ts';
import type { Syntax } from '../parse.ts';
import { chargeItems } from '../session.ts';
import { propertyOf } from '../temporal/properties.ts';
import { contextEntry } from '../values/context-entry.ts';
import { isContext, isList, isNumber } from '../values/value.ts';
import type { FeelValue } from '../values/value.ts';
import { requiredChild } from './operands.ts';
import type { Run, Scope } from './scope.ts';
import { nameOf } from './variable.ts';

/** `e.name`: an entry, a property, or on a list the same of each element (DMN 1.5 §10.3.2.5, table 53). */
export function compilePath(node: Syntax, scope: Scope): Run {
  const target = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const name = nameOf(requiredChild(node, 1, scope));
  const normalized = normalizeName(name);
  const isSimple = /^\w*$/.test(normalized);
  return (frame) => {
    frame.session.fuel.spend(1);
    const value = target(frame);
    if (!isSimple && isContext(value)) frame.session.fuel.spend(value.size);
    if (!isList(value)) return member(value, name, normalized);
    chargeItems(frame.session, value.length);
    return value.map((element) => member(element, name, normalized));
  };
}

function member(value: FeelValue, name: string, normalized: string): FeelValue {
  if (value === null || typeof value !== 'object' || isNumber(value) || isList(value)) return null;
  if (isContext(value)) return contextEntry(value, name, normalized) ?? null;
  return value.kind === 'function' ? null : propertyOf(value, name);
}
