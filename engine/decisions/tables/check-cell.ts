/** A cell whose constant is of another type than its column can never match, or gives null: found at deployment, not in a case. */
import { ExpressionError } from '../../../expressions/contract.ts';
import { parseFeel, type Syntax, type Top } from '../../../expressions/parse.ts';
import type { Kind } from '../../../expressions/values/value.ts';
import type { FeelScope } from '../feel.ts';
import { bareType, describeType, type ItemType } from '../types/item-type.ts';

type Constant = 'string' | 'number' | 'temporal';

export function checkCell(text: string, top: Top, owner: string, type: ItemType, scope: FeelScope): void {
  const bare = bareType(type);
  const wanted = bare.kind === 'simple' ? constantOf(bare.of) : undefined;
  if (wanted === undefined) return;
  const found = constantsIn(text, top, scope).find((constant) => constant !== wanted);
  if (found !== undefined)
    scope.report('dmnCellType', owner, { text, found: found === 'temporal' ? 'date, time or duration' : found, type: describeType(type) });
}

/** Undefined: constants tell nothing. A boolean cell may be a condition of its own. */
function constantOf(kind: Kind): Constant | undefined {
  if (kind === 'string' || kind === 'number') return kind;
  return /^(?:date|time|dateTime|.*Duration)$/.test(kind) ? 'temporal' : undefined;
}

const CONSTANTS: ReadonlyMap<string, Constant> = new Map([
  ['StringLiteral', 'string'],
  ['NumericLiteral', 'number'],
  ['DateTimeLiteral', 'temporal'],
]);
/** What leaves a constant what it is: lists of tests, comparisons, intervals and brackets. */
const TRANSPARENT = new Set([
  'UnaryTests',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Interval',
  'ParenthesizedExpression',
  'Expression',
]);

function constantsIn(text: string, top: Top, { names }: FeelScope): readonly Constant[] {
  const found: Constant[] = [];
  const visit = (node: Syntax): void => {
    const constant = CONSTANTS.get(node.type);
    if (constant) found.push(constant);
    else if (TRANSPARENT.has(node.type)) node.children.forEach(visit);
  };
  try {
    visit(parseFeel(text, top, names));
  } catch (error) {
    // What is no FEEL is reported where it is compiled.
    if (!(error instanceof ExpressionError)) throw error;
  }
  return found;
}
