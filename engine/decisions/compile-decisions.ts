/**
 * DMN 1.1 to 1.5 XML to a model that runs. Every text is compiled once, here. Whatever is wrong or unsupported is listed with
 * element id, rule and remedy: a file with problems is not to be deployed. Its model answers only where a problem cannot have
 * changed the meaning of what is asked.
 */
import type { Problem } from '../../errors.ts';
import type { Definitions } from './ast.ts';
import type { DecisionModel, ElementName } from './decision-model.ts';
import { compileElements } from './graph/compile-elements.ts';
import type { ModelElement } from './graph/element.ts';
import { indexElements } from './graph/index-elements.ts';
import { linkFiles } from './graph/model-file.ts';
import { dmnProblem, type DmnProblemCode, type Report } from './problem.ts';
import { parseDmn } from './xml/parse-dmn.ts';

export interface CompiledDecisions {
  readonly model: DecisionModel;
  readonly problems: readonly Problem[];
}

/**
 * `imported`: XML of the models that `<import>` elements name, found by namespace. Never rejects for anything that the XML says:
 * a file that cannot be read gives an empty model and the problem.
 */
export async function compileDecisions(xml: string, imported: readonly string[] = []): Promise<CompiledDecisions> {
  const problems: Problem[] = [];
  const report: Report = (...what) => void problems.push(dmnProblem(...what));
  const parsed = await Promise.all([xml, ...imported].map(parseDmn));
  problems.push(...parsed.flatMap((file) => file.problems));
  const [main, ...others] = parsed.map((file) => file.definitions);
  if (!main) return { model: toModel({ namespace: '', name: '' }, new Map(), problems, false), problems };
  const files = linkFiles([main, ...others.flatMap((other) => other ?? [])], report);
  const hasUnsettled = [...files.values()].some(({ definitions }) => mentionsUnsettled(definitions));
  const elements = compileElements(indexElements(files.values(), report), report);
  const found = withoutRepeats(problems);
  return { model: toModel(main, elements, found, hasUnsettled), problems: found };
}

/** Tables may lie deep inside boxed expressions: the tree is looked through as it is. */
function mentionsUnsettled(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('unsettled' in part && part.unsettled !== undefined) return true;
  return Object.values(part).some(mentionsUnsettled);
}

/** Problems of a part that itself fails when it runs (or, a name that nothing declares, is null as FEEL has it). */
const CONTAINED: ReadonlySet<string> = new Set<DmnProblemCode>([
  'dmnExpression',
  'dmnUnknownName',
  'dmnCellType',
  'dmnFunctionKind',
  'dmnNoLogic',
  'dmnCycle',
]);

function toModel(
  { namespace, name }: Pick<Definitions, 'namespace' | 'name'>,
  elements: ReadonlyMap<string, ModelElement>,
  problems: readonly Problem[],
  hasUnsettledRules: boolean,
): DecisionModel {
  const own = [...elements.values()].filter(({ key }) => key.startsWith(`${namespace}#`));
  const of = (kind: ModelElement['kind']): readonly ElementName[] =>
    Object.freeze(own.filter((element) => element.kind === kind).map(({ id, name: label }) => Object.freeze({ id, name: label })));
  const refused = problems.find(({ code }) => !CONTAINED.has(code));
  return Object.freeze({
    namespace,
    name,
    decisions: of('decision'),
    services: of('service'),
    inputs: of('input'),
    hasUnsettledRules,
    refused,
    elements,
  });
}

/** A type or expression that several places use is reported once. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path = '', message }) => {
    const key = `${code} ${path} ${message}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
