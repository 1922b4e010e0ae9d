/** The one door to FEEL: texts of a model become closures over a frame; what cannot be compiled is a problem that names its element. */
import { ExpressionError } from '../../expressions/contract.ts';
import { compileFeel, compileUnaryTests, type Env } from '../../expressions/feel.ts';
import { rangeElements } from '../../expressions/compile/iteration-range.ts';
import { openSession, type Session } from '../../expressions/session.ts';
import type { FeelFunction, FeelList, FeelRange, FeelValue } from '../../expressions/values/value.ts';
import { checkNames, type NameScope } from './check-names.ts';
import { DecisionFailure } from './decision-failure.ts';
import type { Evaluate, Frame, Test } from './frame.ts';
import { toFeelType } from './types/to-feel-type.ts';
import type { TypeLookup } from './types/item-type.ts';

export interface FeelScope extends NameScope {
  readonly types: TypeLookup;
}

/** A FEEL expression. Where it is no FEEL, that is reported, and running it fails: the rest of the model stays usable. */
export function compileText(text: string, owner: string, scope: FeelScope): Evaluate {
  return compiled(owner, text, scope, () => {
    const expression = compileFeel(text, scope.names, optionsOf(scope));
    checkNames(expression.inputs, text, 'Expression', owner, scope);
    return (frame) => expression.run(envOf(frame));
  });
}

/** Unary tests; only true is a match. */
export function compileTests(text: string, owner: string, scope: FeelScope): Test {
  return compiled(owner, text, scope, () => {
    const tests = compileUnaryTests(text, scope.names, optionsOf(scope));
    checkNames(tests.inputs, text, 'UnaryTests', owner, scope);
    return (value, frame) => tests.run(envOf(frame), value) === true;
  });
}

/** The function's result for arguments by name; null where a name is missing or unknown (DMN 1.5, 10.3.2.13). */
export function invokeNamed(target: FeelFunction, args: ReadonlyMap<string, FeelValue>, frame: Frame): FeelValue {
  const session = sessionOf(frame);
  if (target.invokeNamed) return target.invokeNamed(args, session);
  if (target.parameters.length !== args.size || !target.parameters.every((name) => args.has(name))) return null;
  return target.invoke(
    target.parameters.map((name) => args.get(name) ?? null),
    session,
  );
}

export function rangeItems(range: FeelRange, frame: Frame): FeelList | null {
  return rangeElements(range, sessionOf(frame));
}

export function sessionOf(frame: Frame): Session {
  return openSession('', envOf(frame));
}

function envOf({ variables, run }: Frame): Env {
  return { variables, now: run.now, fuel: run.fuel };
}

function optionsOf({ types }: FeelScope) {
  return {
    types: (name: string) => {
      const type = types(name);
      return type && toFeelType(type);
    },
  };
}

function compiled<T extends Evaluate | Test>(owner: string, text: string, scope: FeelScope, compile: () => T): T | (() => never) {
  try {
    if (text.trim() === '') throw new ExpressionError('syntax', 'Expected an expression, but there is none.', text, 0);
    return compile();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const details = { text: excerpt(text), reason: error.message, offset: error.offset ?? 0 };
    scope.report('dmnExpression', owner, details);
    return () => {
      throw new DecisionFailure('dmnExpression', owner, details);
    };
  }
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
