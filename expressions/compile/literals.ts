import { ExpressionError } from '../contract.ts';
import type { Syntax } from '../parse.ts';
import { parseAtLiteral } from '../temporal/parse.ts';
import { toNumber } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';
import type { Run, Scope } from './scope.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' };

export function constant(value: FeelValue): Run {
  return () => value;
}

export function compileNumber(node: Syntax): Run {
  return constant(toNumber(node.text.replace(/\s+/g, '')));
}

export function compileString(node: Syntax): Run {
  return constant(stringOf(node));
}

export function compileAtLiteral(node: Syntax, scope: Scope): Run {
  const literal = node.children.find((child) => child.type === 'StringLiteral');
  if (!literal) throw new ExpressionError('syntax', 'Expected a string after @.', scope.unit.source, node.from);
  return constant(parseAtLiteral(stringOf(literal)));
}

/** The text of a string literal: escapes \n \r \t \' \" \\ \uXXXX \UXXXXXX (DMN 1.5 §10.3.1.2, rule 64); others stay as they are. */
export function stringOf(node: Syntax): string {
  const inner = node.text.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))/gsu, (whole, short?: string, long?: string, simple?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ESCAPES[simple ?? ''] ?? whole;
  });
}
