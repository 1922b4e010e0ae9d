/** Small DMN files for tests, as text. */
import { ExpressionError, type Fuel } from '../../../expressions/contract.ts';
import type { Json } from '../../../expressions/json.ts';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision, type DecisionResult } from '../../../engine/decisions/evaluate-decision.ts';

export const DMN_15 = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
export const NOW = '2026-11-21T01:00:00Z';

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const attributes = (entries: Record<string, string | undefined>): string =>
  Object.entries(entries)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(value)}"`))
    .join('');

export function dmn(body: string, { uri = DMN_15, namespace = 'urn:test', more = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${uri}" id="defs" name="Test" namespace="${namespace}"${more}>${body}</definitions>`;
}

export const literal = (text: string, typeRef?: string): string =>
  `<literalExpression${attributes({ typeRef })}><text>${escape(text)}</text></literalExpression>`;

export const input = (name: string, typeRef?: string): string =>
  `<inputData id="in_${name.replaceAll(' ', '_')}" name="${name}"><variable${attributes({ name, typeRef })}/></inputData>`;

interface Needs {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  readonly knowledge?: readonly string[];
  readonly typeRef?: string;
}

export function decision(name: string, logic: string, { inputs = [], decisions = [], knowledge = [], typeRef }: Needs = {}): string {
  const data = [
    ...inputs.map((one) => `<requiredInput href="#in_${one.replaceAll(' ', '_')}"/>`),
    ...decisions.map((one) => `<requiredDecision href="#${one}"/>`),
  ];
  return `<decision id="${name}" name="${name}"><variable${attributes({ name, typeRef })}/>${data
    .map((one) => `<informationRequirement>${one}</informationRequirement>`)
    .join(
      '',
    )}${knowledge.map((one) => `<knowledgeRequirement><requiredKnowledge href="#${one}"/></knowledgeRequirement>`).join('')}${logic}</decision>`;
}

export function knowledge(
  name: string,
  parameters: readonly (readonly [name: string, typeRef?: string])[],
  body: string,
  { requires = [] as readonly string[], typeRef = undefined as string | undefined } = {},
): string {
  const formal = parameters.map(([parameter, type]) => `<formalParameter${attributes({ name: parameter, typeRef: type })}/>`).join('');
  const needed = requires.map((one) => `<knowledgeRequirement><requiredKnowledge href="#${one}"/></knowledgeRequirement>`).join('');
  return `<businessKnowledgeModel id="${name}" name="${name}"><variable${attributes({ name, typeRef })}/><encapsulatedLogic>${formal}${body}</encapsulatedLogic>${needed}</businessKnowledgeModel>`;
}

export interface TableSketch {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly typeRef?: string;
  readonly inputs: readonly (string | { readonly text: string; readonly values?: string; readonly typeRef?: string })[];
  readonly outputs?: readonly { readonly name?: string; readonly values?: string; readonly typeRef?: string; readonly default?: string }[];
  /** cells of inputs, then of outputs; rule ids are r1, r2, … */
  readonly rules: readonly (readonly string[])[];
}

export function table({ hitPolicy, aggregation, typeRef, inputs, outputs = [{}], rules }: TableSketch, id = 'table'): string {
  const cell = (tag: string, text: string): string => `<${tag}><text>${escape(text)}</text></${tag}>`;
  const columns = inputs.map((one) => {
    const column = typeof one === 'string' ? { text: one } : one;
    const values = column.values === undefined ? '' : cell('inputValues', column.values);
    return `<input><inputExpression${attributes({ typeRef: column.typeRef })}><text>${escape(column.text)}</text></inputExpression>${values}</input>`;
  });
  const results = outputs.map(({ name, values, typeRef: type, default: fallback }) => {
    const inner =
      (values === undefined ? '' : cell('outputValues', values)) + (fallback === undefined ? '' : cell('defaultOutputEntry', fallback));
    return `<output${attributes({ name, typeRef: type })}>${inner}</output>`;
  });
  const rows = rules.map((cells, at) => {
    const parts = cells.map((text, column) => cell(column < inputs.length ? 'inputEntry' : 'outputEntry', text));
    return `<rule id="${/^t\d/.test(id) ? `${id}_` : ''}r${at + 1}">${parts.join('')}</rule>`;
  });
  return `<decisionTable${attributes({ id, hitPolicy, aggregation, typeRef })}>${columns.join('')}${results.join('')}${rows.join('')}</decisionTable>`;
}

export function fuelOf(budget: number): Fuel & { left(): number } {
  let left = budget;
  return {
    left: () => left,
    spend(units) {
      left -= units;
      if (left < 0) throw new ExpressionError('fuelExhausted', 'Expected a cheaper evaluation.', '');
    },
  };
}

/** Compiles, insists that there are no problems, and evaluates. */
export async function run(body: string, name: string, inputs: Record<string, Json> = {}, fuel = 1_000_000): Promise<DecisionResult> {
  const { model, problems } = await compileDecisions(dmn(body));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return evaluateDecision(model, name, inputs, { now: NOW, fuel: fuelOf(fuel) });
}

/** The value, or the message of the failure. */
export async function valueOf(body: string, name: string, inputs: Record<string, Json> = {}): Promise<Json> {
  const result = await run(body, name, inputs);
  return result.ok ? result.value : `failed: ${result.message}`;
}

export async function problemsOf(xml: string, imported: readonly string[] = []): Promise<readonly string[]> {
  const { problems } = await compileDecisions(xml, imported);
  return problems.map(({ code, path = '' }) => `${code} ${path}`.trim());
}
