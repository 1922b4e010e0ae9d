/** How far a value is from what a cell asks for, where the cell is one comparison or one interval. */
import { parseFeel, type Syntax } from '../../../expressions/parse.ts';
import { ExpressionError } from '../../../expressions/contract.ts';
import { compareValues } from '../../../expressions/operators/compare.ts';
import { isNumber, type FeelValue } from '../../../expressions/values/value.ts';
import { lengthBetween } from '../../../law/sentence/term-arithmetic.ts';
import { compileText, type FeelScope } from '../feel.ts';
import type { Evaluate, Frame } from '../frame.ts';
import type { Gap, GapAmount } from './explanation.ts';

export type MeasureGap = (value: FeelValue, frame: Frame) => Gap | undefined;

/** Undefined where the cell is of another form: then only the condition itself can be told. */
export function compileGap(text: string, owner: string, scope: FeelScope): MeasureGap | undefined {
  const test = simpleTest(text, scope);
  if (!test) return undefined;
  const quiet: FeelScope = { ...scope, report: () => undefined, undeclared: new Set() };
  const bound = (node: Syntax | undefined): Evaluate | undefined => (node ? compileText(node.text, owner, quiet) : undefined);
  if (test.type === 'Interval') {
    const [low, high] = expressions(test);
    const ends = { low: bound(low), high: bound(high) };
    return (value, frame) => gapTo(value, ends.low?.(frame) ?? null, 'low') ?? gapTo(value, ends.high?.(frame) ?? null, 'high');
  }
  const operator = test.children.find(({ type }) => type === 'CompareOp')?.text ?? '';
  const end = bound(expressions(test)[0]);
  const side = operator.startsWith('>') ? 'low' : operator.startsWith('<') ? 'high' : undefined;
  return side && end ? (value, frame) => gapTo(value, end(frame), side) : undefined;
}

const WRAPPERS = new Set(['UnaryTests', 'PositiveUnaryTests', 'PositiveUnaryTest', 'Expression', 'ParenthesizedExpression']);
const PUNCTUATION = new Set(['CompareOp', '[', ']', '(', ')', '..', ',']);
const expressions = (node: Syntax): readonly Syntax[] => node.children.filter(({ type }) => !PUNCTUATION.has(type));

function simpleTest(text: string, { names }: FeelScope): Syntax | undefined {
  try {
    let node: Syntax | undefined = parseFeel(text, 'UnaryTests', names);
    while (node && (WRAPPERS.has(node.type) || (node.type === 'SimplePositiveUnaryTest' && !hasOperator(node)))) {
      const inner = expressions(node);
      node = inner.length === 1 ? inner[0] : undefined;
    }
    return node?.type === 'Interval' || (node && hasOperator(node)) ? node : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

const hasOperator = ({ children }: Syntax): boolean => children.some(({ type }) => type === 'CompareOp');

function gapTo(value: FeelValue, bound: FeelValue, which: 'low' | 'high'): Gap | undefined {
  const order = compareValues(value, bound);
  if (order === null || (which === 'low' ? order > 0 : order < 0)) return undefined;
  const amount = distance(value, bound);
  return amount && { side: order === 0 ? 'at' : which === 'low' ? 'below' : 'above', amount };
}

function distance(a: FeelValue, b: FeelValue): GapAmount | undefined {
  if (isNumber(a) && isNumber(b)) return { kind: 'number', value: a.minus(b).abs().toString() };
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || !('kind' in a) || !('kind' in b)) return undefined;
  if (a.kind === 'date' && b.kind === 'date') {
    const [first, last] = Temporal.PlainDate.compare(a.date, b.date) <= 0 ? [a.date, b.date] : [b.date, a.date];
    return { kind: 'term', ...lengthBetween(first, last) };
  }
  if (a.kind === 'yearsMonthsDuration' && b.kind === 'yearsMonthsDuration') {
    const months = Math.abs(a.months - b.months);
    return { kind: 'term', years: Math.floor(months / 12), months: months % 12, days: 0 };
  }
  if (a.kind !== 'daysTimeDuration' || b.kind !== 'daysTimeDuration') return undefined;
  const nanoseconds = a.nanoseconds > b.nanoseconds ? a.nanoseconds - b.nanoseconds : b.nanoseconds - a.nanoseconds;
  return { kind: 'term', years: 0, months: 0, days: Number((nanoseconds + DAY - 1n) / DAY) };
}

const DAY = 86_400_000_000_000n;
