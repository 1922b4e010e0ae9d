/**
 * Camunda 7 expressions to FEEL: comparisons, logic, arithmetic, `empty`, ternary, property paths, and text with `${…}` parts.
 * Kept: an unset variable is not true (`!x` becomes `x != true`, for FEEL's not(null) is null). Not kept: JUEL compares "3" with 3
 * as equal, FEEL does not. Refused: method calls and whatever else FEEL cannot say.
 */
import { feelString, isFeelName } from './feel-text.ts';
import { JuelError, juelTokens } from './juel-tokens.ts';
import type { JuelToken } from './juel-tokens.ts';

/** FEEL source and how tightly it binds: what binds looser than its place asks for is put in parentheses. */
interface Feel {
  readonly source: string;
  readonly binding: number;
}

interface Parser {
  readonly tokens: readonly JuelToken[];
  next: number;
  depth: number;
}

const MOST_NESTING = 100;
const LOOSEST = 0;
const TIGHT = 7;
const ATOM = 9;

/** Binary operators of JUEL by precedence, and what they are in FEEL. */
const BINARY: readonly (readonly [sign: string, feel: string, binding: number])[] = [
  ['||', 'or', 1],
  ['&&', 'and', 2],
  ['==', '=', 3],
  ['!=', '!=', 3],
  ['<', '<', 4],
  ['>', '>', 4],
  ['<=', '<=', 4],
  ['>=', '>=', 4],
  ['+', '+', 5],
  ['-', '-', 5],
  ['*', '*', 6],
  ['/', '/', 6],
  ['%', 'modulo', 6],
];

/** Whether the text holds a `${…}` or `#{…}` part. */
export function hasJuel(text: string): boolean {
  return /[$#]\{/.test(text);
}

/**
 * `text` with `${…}` parts to FEEL source (without leading '='). A text that is one single part keeps its type; others become
 * strings. Throws JuelError.
 */
export function juelToFeel(text: string): string {
  const parts = splitTemplate(text.trim());
  const [only, ...more] = parts;
  if (only && more.length === 0 && only.juel) return translate(only.source).source;
  return parts.map((part) => (part.juel ? asText(translate(part.source)) : feelString(part.source))).join(' + ');
}

/** JUEL writes an unset variable as nothing; FEEL would make the whole text null. */
function asText(value: Feel): string {
  return `(if ${within(value, 5)} = null then "" else string(${value.source}))`;
}

interface TemplatePart {
  readonly juel: boolean;
  readonly source: string;
}

function splitTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < text.length) {
    const found = text.slice(at).search(/[$#]\{/);
    const start = found < 0 ? text.length : at + found;
    if (start > at) parts.push({ juel: false, source: text.slice(at, start) });
    if (start === text.length) break;
    const end = endOfPart(text, start + 2);
    parts.push({ juel: true, source: text.slice(start + 2, end) });
    at = end + 1;
  }
  return parts;
}

/** The closing brace, which may also stand inside strings. */
function endOfPart(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '}') return at;
  }
  throw new JuelError('juelSyntax', `'\${' is not closed in '${text}'.`);
}

function translate(source: string): Feel {
  const parser: Parser = { tokens: juelTokens(source), next: 0, depth: 0 };
  const result = ternary(parser);
  if (peek(parser).type !== 'end') throw unexpected(parser);
  return result;
}

function ternary(parser: Parser): Feel {
  parser.depth += 1;
  if (parser.depth > MOST_NESTING) throw new JuelError('juelUnsupported', `Nested more than ${MOST_NESTING} deep.`);
  const condition = binary(parser, LOOSEST);
  let result = condition;
  if (take(parser, '?')) {
    const then = ternary(parser);
    expect(parser, ':');
    const otherwise = ternary(parser);
    result = { source: `if ${within(condition, 1)} then ${then.source} else ${otherwise.source}`, binding: LOOSEST };
  }
  parser.depth -= 1;
  return result;
}

function binary(parser: Parser, loosest: number): Feel {
  let left = unary(parser);
  for (;;) {
    const { type, text } = peek(parser);
    const operator = type === 'operator' ? BINARY.find(([sign, , binding]) => sign === text && binding > loosest) : undefined;
    if (!operator) return left;
    parser.next += 1;
    const [, feel, binding] = operator;
    const right = binary(parser, binding);
    if (feel === 'modulo') left = { source: `modulo(${left.source}, ${right.source})`, binding: ATOM };
    else left = { source: `${within(left, isComparison(binding) ? binding + 1 : binding)} ${feel} ${within(right, binding + 1)}`, binding };
  }
}

/** FEEL does not chain comparisons. */
function isComparison(binding: number): boolean {
  return binding === 3 || binding === 4;
}

function unary(parser: Parser): Feel {
  if (take(parser, '!')) return { source: `${within(nested(parser, unary), 5)} != true`, binding: 3 };
  if (take(parser, '-')) return { source: `-${within(nested(parser, unary), TIGHT)}`, binding: TIGHT };
  if (take(parser, 'empty')) {
    const operand = within(nested(parser, unary), 5);
    // The outer comparison turns the null of comparing different types into false, so that `!empty x` is true for a number.
    return { source: `(${operand} = null or ${operand} = "" or ${operand} = []) = true`, binding: 3 };
  }
  return path(parser);
}

function nested(parser: Parser, rule: (parser: Parser) => Feel): Feel {
  parser.depth += 1;
  if (parser.depth > MOST_NESTING) throw new JuelError('juelUnsupported', `Nested more than ${MOST_NESTING} deep.`);
  const result = rule(parser);
  parser.depth -= 1;
  return result;
}

function path(parser: Parser): Feel {
  let value = primary(parser);
  for (;;) {
    if (take(parser, '.')) {
      const { type, text } = peek(parser);
      if (type !== 'name') throw unexpected(parser);
      parser.next += 1;
      value = { source: `${within(value, ATOM)}.${nameOf(text)}`, binding: ATOM };
    } else if (take(parser, '[')) value = index(parser, value);
    else if (peek(parser).text === '(' && peek(parser).type === 'operator') {
      throw new JuelError('juelMethodCall', `'${value.source}(…)' is a call of a method or function.`);
    } else return value;
  }
}

/** JUEL counts from 0, FEEL from 1; a text in brackets is a property. */
function index(parser: Parser, value: Feel): Feel {
  const { type, text } = peek(parser);
  parser.next += 1;
  expect(parser, ']');
  if (type === 'number' && /^\d{1,9}$/.test(text)) return { source: `${within(value, ATOM)}[${Number(text) + 1}]`, binding: ATOM };
  if (type !== 'string') throw new JuelError('juelUnsupported', 'Only a number or a text may stand in brackets.');
  if (isFeelName(text)) return { source: `${within(value, ATOM)}.${text}`, binding: ATOM };
  return { source: `get value(${value.source}, ${feelString(text)})`, binding: ATOM };
}

function primary(parser: Parser): Feel {
  const { type, text } = peek(parser);
  parser.next += 1;
  if (type === 'string') return { source: feelString(text), binding: ATOM };
  if (type === 'number') return { source: numberOf(text), binding: ATOM };
  // these engines count instances from 0, BPMN (table 10.30) and we from 1
  if (type === 'name' && text === 'loopCounter') return { source: '(loopCounter - 1)', binding: ATOM };
  if (type === 'name') return { source: ['true', 'false', 'null'].includes(text) ? text : nameOf(text), binding: ATOM };
  if (type === 'operator' && text === '(') {
    const inner = ternary(parser);
    expect(parser, ')');
    return inner;
  }
  parser.next -= 1;
  throw unexpected(parser);
}

function nameOf(text: string): string {
  if (!isFeelName(text)) throw new JuelError('juelUnsupported', `'${text}' cannot be a name in FEEL.`);
  return text;
}

function numberOf(text: string): string {
  if (/e/i.test(text)) throw new JuelError('juelUnsupported', `Write the number '${text}' without exponent.`);
  return text.startsWith('.') ? `0${text}` : text.replace(/\.$/, '');
}

function within({ source, binding }: Feel, least: number): string {
  return binding < least ? `(${source})` : source;
}

function peek(parser: Parser): JuelToken {
  return parser.tokens[parser.next] ?? { type: 'end', text: '', at: 0 };
}

function take(parser: Parser, operator: string): boolean {
  const { type, text } = peek(parser);
  if (type !== 'operator' || text !== operator) return false;
  parser.next += 1;
  return true;
}

function expect(parser: Parser, operator: string): void {
  if (!take(parser, operator)) throw unexpected(parser);
}

function unexpected(parser: Parser): JuelError {
  const { type, text, at } = peek(parser);
  if (type === 'operator' && ['instanceof', '->', '+=', '=', ';', '{'].includes(text)) {
    return new JuelError('juelUnsupported', `'${text}' has no equal in FEEL.`);
  }
  return new JuelError('juelSyntax', type === 'end' ? 'The expression ends too early.' : `Unexpected '${text}' at ${at}.`);
}
