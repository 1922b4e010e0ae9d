/** Decision tables (DMN 1.5, 8): from XML to the tree of ast.ts, with their shape checked. */
import type { DecisionTable, HitPolicy, InputClause, OutputClause, Rule } from '../ast.ts';
import { attribute, children, nameOf, optional, reportMissing, text, type At } from './element.ts';
import { readLiteral, refuseForeignLanguage } from './read-literal.ts';

const POLICIES: ReadonlyMap<string, HitPolicy> = new Map([
  ['UNIQUE', 'U'],
  ['ANY', 'A'],
  ['PRIORITY', 'P'],
  ['FIRST', 'F'],
  ['RULE ORDER', 'R'],
  ['OUTPUT ORDER', 'O'],
  ['COLLECT', 'C'],
]);
const AGGREGATIONS: ReadonlyMap<string, HitPolicy> = new Map([
  ['SUM', 'C+'],
  ['MIN', 'C<'],
  ['MAX', 'C>'],
  ['COUNT', 'C#'],
]);

export function readDecisionTable(at: At, own: { id: string; typeRef?: string }): DecisionTable {
  const inputs = children(at, 'input').flatMap((input) => readInput(input) ?? []);
  const outputs = children(at, 'output').map(readOutput);
  if (outputs.length === 0) reportMissing(at, 'output');
  const rules = children(at, 'rule').map((rule) => readRule(rule, inputs.length, outputs.length));
  const table: DecisionTable = { kind: 'table', ...own, hitPolicy: hitPolicyOf(at), inputs, outputs, rules };
  checkOutputs(at, table);
  return table;
}

function hitPolicyOf(at: At): HitPolicy {
  const written = attribute(at, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = attribute(at, 'aggregation');
  const policy = POLICIES.get(written);
  const aggregated = policy === 'C' ? AGGREGATIONS.get(aggregation ?? '') : undefined;
  if (aggregated) return aggregated;
  if (policy && aggregation === undefined) return policy;
  const value = aggregation === undefined ? written : `${written} with aggregation ${aggregation}`;
  at.report('dmnHitPolicy', at.id, { policy: value, policies: [...POLICIES.keys()].join(', ') });
  return 'U';
}

function readInput(at: At): InputClause | undefined {
  const expression = optional(at, 'inputExpression');
  if (!expression) {
    reportMissing(at, 'inputExpression');
    return undefined;
  }
  return {
    id: at.id,
    label: attribute(at, 'label'),
    alias: aliasOf(at),
    expression: readLiteral(expression),
    values: readValues(at, 'inputValues'),
  };
}

function aliasOf(at: At): string | undefined {
  return Object.entries(at.element.$attrs).find(([name]) => name.endsWith(':inputVariable'))?.[1];
}

function readOutput(at: At): OutputClause {
  const entry = optional(at, 'defaultOutputEntry');
  return {
    id: at.id,
    name: nameOf(at, false) || undefined,
    typeRef: attribute(at, 'typeRef'),
    values: readValues(at, 'outputValues'),
    default: entry && readLiteral(entry),
  };
}

/** Unary tests as text; undefined where absent or blank. */
export function readValues(at: At, property: string): string | undefined {
  const tests = optional(at, property);
  if (!tests) return undefined;
  refuseForeignLanguage(tests);
  return text(tests)?.trim() || undefined;
}

function readRule(at: At, inputs: number, outputs: number): Rule {
  const tests = children(at, 'inputEntry').map((entry) => {
    refuseForeignLanguage(entry);
    return { id: entry.id, text: text(entry)?.trim() || '-' };
  });
  const results = children(at, 'outputEntry').map(readLiteral);
  if (tests.length !== inputs || results.length !== outputs) {
    at.report('dmnRule', at.id, { tests: tests.length, results: results.length, inputs, outputs });
  }
  return { id: at.id, tests, outputs: results, note: noteOf(at), unsettled: unsettledOf(at) };
}

function noteOf(at: At): string | undefined {
  const notes = children(at, 'annotationEntry').map((entry) => text(entry)?.trim() ?? '');
  return [text(at, 'description')?.trim() ?? '', ...notes].filter((note) => note !== '').join('; ') || undefined;
}

/** `tk:settled="false"` with `tk:source`: the rule is to be verified, and says by what it was written. */
function unsettledOf(at: At): string | undefined {
  const own = new Map(Object.entries(at.element.$attrs).map(([name, value]) => [name.slice(name.indexOf(':') + 1), value]));
  const [settled, source] = [own.get('settled'), own.get('source')];
  if (settled === undefined || settled === 'true') return undefined;
  if (settled !== 'false' || source === undefined || source.trim() === '') at.report('dmnSettled', at.id);
  return source ?? '';
}

function checkOutputs(at: At, table: DecisionTable): void {
  const names = table.outputs.map((output) => output.name);
  if (table.outputs.length > 1 && (names.includes(undefined) || new Set(names).size < names.length)) {
    at.report('dmnOutputNames', at.id);
  }
  if (table.outputs.length > 1 && /^C./.test(table.hitPolicy)) {
    at.report('dmnAggregatedOutputs', at.id, { outputs: table.outputs.length });
  }
}
