/** Boxed expressions (DMN 1.5, 7.3 and 10.2): from XML to the tree of ast.ts. */
import type {
  Conditional,
  Context,
  Expression,
  Filter,
  FunctionDefinition,
  Invocation,
  Iteration,
  List,
  Quantified,
  Relation,
  Variable,
} from '../ast.ts';
import { attribute, children, nameOf, oneForm, optional, reportMissing, reportTwins, tagOf, type At } from './element.ts';
import { readDecisionTable } from './read-decision-table.ts';
import { readLiteral } from './read-literal.ts';

type Reader = (at: At, own: Own) => Expression | undefined;

/** What every expression has. */
interface Own {
  readonly id: string;
  readonly typeRef?: string;
}

const READERS: Readonly<Record<string, Reader>> = {
  literalExpression: readLiteral,
  decisionTable: readDecisionTable,
  context: readContext,
  list: readList,
  relation: readRelation,
  invocation: readInvocation,
  functionDefinition: readFunction,
  conditional: readConditional,
  filter: readFilter,
  for: readIteration,
  some: readQuantified,
  every: readQuantified,
};

/** The expression that stands in `property`, or undefined after a report. */
export function readChild(at: At, property: string): Expression | undefined {
  const child = optional(at, property);
  if (!child) reportMissing(at, property);
  return child && readExpression(child);
}

export function readExpression(at: At): Expression | undefined {
  const tag = tagOf(at.element);
  const read = READERS[tag];
  if (read) return read(at, { id: at.id, typeRef: attribute(at, 'typeRef') });
  at.report('dmnExpressionKind', at.id, { tag });
  return undefined;
}

export function readVariable(at: At): Variable {
  return { id: at.id, name: nameOf(at), typeRef: attribute(at, 'typeRef') };
}

function readContext(at: At, own: Own): Context {
  const entries = children(at, 'contextEntry').flatMap((entry) => {
    const variable = optional(entry, 'variable');
    const value = readChild(entry, 'value');
    return value ? [{ id: entry.id, variable: variable && readVariable(variable), value }] : [];
  });
  const results = entries.filter((entry) => !entry.variable);
  if (results.length > 1 || (results.length === 1 && entries.at(-1)?.variable)) {
    at.report('dmnContextResult', at.id);
  }
  reportTwins(
    at,
    entries.flatMap(({ variable }) => variable ?? []),
  );
  return { kind: 'context', ...own, entries };
}

function readList(at: At, own: Own): List {
  return { kind: 'list', ...own, items: children(at, 'elements').flatMap((item) => readExpression(item) ?? []) };
}

function readRelation(at: At, own: Own): Relation {
  const columns = children(at, 'column').map(readVariable);
  reportTwins(at, columns);
  const rows = children(at, 'row').map((row) => readList(row, { id: row.id }));
  for (const row of rows) {
    if (row.items.length === columns.length) continue;
    at.report('dmnRelationRow', row.id, { cells: row.items.length, columns: columns.length });
  }
  return { kind: 'relation', ...own, columns, rows };
}

function readInvocation(at: At, own: Own): Invocation | undefined {
  const called = readChild(at, 'calledFunction');
  const bindings = children(at, 'binding').flatMap((binding) => {
    const parameter = optional(binding, 'parameter');
    const value = readChild(binding, 'bindingFormula');
    if (!parameter) reportMissing(binding, 'parameter');
    return parameter && value ? [{ parameter: readVariable(parameter), value }] : [];
  });
  reportTwins(
    at,
    bindings.map(({ parameter }) => parameter),
  );
  return called && { kind: 'invocation', ...own, called, bindings };
}

export function readFunction(at: At, own: Own = { id: at.id, typeRef: attribute(at, 'typeRef') }): FunctionDefinition {
  const kind = attribute(at, 'kind') ?? 'FEEL';
  const parameters = children(at, 'formalParameter').map(readVariable);
  reportTwins(at, parameters);
  if (kind !== 'FEEL') {
    at.report('dmnFunctionKind', at.id, { kind });
    return { kind: 'function', ...own, parameters, foreign: kind };
  }
  return { kind: 'function', ...own, parameters, body: readChild(at, 'body') };
}

function readConditional(at: At, own: Own): Conditional | undefined {
  const [condition, whenTrue, otherwise] = ['if', 'then', 'else'].map((part) => readPart(at, part));
  return condition && whenTrue && otherwise && { kind: 'conditional', ...own, condition, whenTrue, otherwise };
}

function readFilter(at: At, own: Own): Filter | undefined {
  const source = readPart(at, 'in');
  const match = readPart(at, 'match');
  return source && match && { kind: 'filter', ...own, in: source, match };
}

function readIteration(at: At, own: Own): Iteration | undefined {
  const variable = iterator(at);
  const source = readPart(at, 'in');
  const result = readPart(at, 'return');
  return source && result && { kind: 'for', ...own, variable, in: source, return: result };
}

function readQuantified(at: At, own: Own): Quantified | undefined {
  const variable = iterator(at);
  const source = readPart(at, 'in');
  const satisfies = readPart(at, 'satisfies');
  return source && satisfies && { kind: tagOf(at.element) === 'some' ? 'some' : 'every', ...own, variable, in: source, satisfies };
}

function iterator(at: At): string {
  const name = oneForm(attribute(at, 'iteratorVariable') ?? '');
  if (name === '') reportMissing(at, 'iteratorVariable');
  return name;
}

/** `<in typeRef="…">`: the type of the wrapper is that of the expression where it has none itself. */
function readPart(at: At, part: string): Expression | undefined {
  const wrapper = optional(at, part);
  if (!wrapper) {
    reportMissing(at, part);
    return undefined;
  }
  const value = readChild(wrapper, 'value');
  const typeRef = attribute(wrapper, 'typeRef');
  return value && typeRef !== undefined && value.typeRef === undefined ? { ...value, typeRef } : value;
}
