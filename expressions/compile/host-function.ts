import { decode } from '../codec/decode.ts';
import { encode } from '../codec/encode.ts';
import { ExpressionError } from '../contract.ts';
import type { HostFunction } from '../contract.ts';
import { normalizeName } from '../parse.ts';
import type { Syntax } from '../parse.ts';
import type { Session } from '../session.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { childOf, expressionsIn, requiredChild } from './operands.ts';
import type { Scope } from './scope.ts';
import { isBoundName, nameOf } from './variable.ts';

/** The host's function that a call names, its arguments checked; null where the name is not one of the host's. */
export function hostFunction(call: Syntax, target: Syntax, scope: Scope): FeelFunction | null {
  if (target.type !== 'VariableName' || isBoundName(target, scope)) return null;
  const name = nameOf(target);
  const normalized = normalizeName(name);
  const declared = Object.hasOwn(scope.unit.functions, normalized) ? scope.unit.functions[normalized] : undefined;
  if (!declared) return null;
  checkArguments(call, name, declared, scope);
  const { parameters } = declared;
  return {
    kind: 'function',
    parameters,
    invoke: (args, session) => ask(name, args, session),
    invokeNamed: (args, session) => ask(name, byPosition(parameters, args), session),
  };
}

/** Unlike a built-in, which is null for wrong arguments: what the law says must not silently be nothing. */
function checkArguments(call: Syntax, name: string, { parameters, required }: HostFunction, scope: Scope): void {
  const refuse = (what: string): never => {
    throw new ExpressionError('syntax', `Expected ${name}(${parameters.join(', ')}), but ${what}.`, scope.unit.source, call.from);
  };
  const named = childOf(call, 'NamedParameters');
  if (named) {
    const given = expressionsIn(named).map((one) => nameOf(requiredChild(one, 0, scope)));
    const unknown = given.find((one) => !parameters.includes(one));
    if (unknown !== undefined) refuse(`there is no parameter '${unknown}'`);
    const missing = parameters.slice(0, required).find((one) => !given.includes(one));
    if (missing !== undefined) refuse(`'${missing}' is missing`);
    return;
  }
  const list = childOf(call, 'PositionalParameters');
  const count = list ? expressionsIn(list).length : 0;
  if (count < required || count > parameters.length) refuse(`there are ${count} arguments`);
}

function byPosition(parameters: readonly string[], args: ReadonlyMap<string, FeelValue>): readonly FeelValue[] {
  const last = parameters.findLastIndex((name) => args.has(name));
  return parameters.slice(0, last + 1).map((name) => args.get(name) ?? null);
}

function ask(name: string, args: readonly FeelValue[], session: Session): FeelValue {
  const { host } = session;
  if (!host) throw new ExpressionError('type', `Expected '${name}' to be asked for in a running case.`, session.source);
  return decode(
    host(
      name,
      args.map((arg) => encode(arg, session)),
    ),
  );
}
