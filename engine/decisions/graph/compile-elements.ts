/** From the elements of a model set to what runs: requirements become names in scope, logic becomes closures, cycles become faults. */
import type { Expression } from '../ast.ts';
import { compileExpression } from '../boxed/compile-expression.ts';
import { signatureOf } from '../boxed-function.ts';
import { compileFunction } from '../boxed/function.ts';
import { extend, type Scope } from '../boxed/scope.ts';
import { shapeOfExpression } from '../boxed/shape.ts';
import { ANY, bareType, shapeOf, type ItemType } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import type { Report } from '../problem.ts';
import type { NameShape } from '../../../expressions/parse.ts';
import type { DecisionElement, ElementKey, KnowledgeElement, ModelElement, Requirement, ServiceElement } from './element.ts';
import { findCycles } from './find-cycles.ts';
import { resolve, type Index, type Indexed } from './index-elements.ts';

interface Compilation {
  readonly index: Index;
  readonly report: Report;
  readonly types: ReadonlyMap<ElementKey, ItemType>;
  readonly cycles: ReadonlyMap<ElementKey, readonly ElementKey[]>;
  readonly serviceInputs: ReadonlySet<ElementKey>;
}

export function compileElements(index: Index, report: Report): ReadonlyMap<ElementKey, ModelElement> {
  const types = new Map(
    [...index].map(([key, element]) => [key, referenced(element.variable.typeRef, element.id, scopeOf(element, report))]),
  );
  const cycles = findCycles(new Map([...index].map(([key, element]) => [key, targetsOf(element, index)])));
  const compilation: Compilation = { index, report, types, cycles, serviceInputs: serviceInputsOf(index) };
  reportCycles(compilation);
  return new Map([...index].map(([key, element]) => [key, compileElement(element, compilation)]));
}

function compileElement(element: Indexed, compilation: Compilation): ModelElement {
  const { key, id, name, variable } = element;
  const cycle = compilation.cycles.get(key);
  const base = {
    key,
    id,
    name,
    variable: variable.name,
    type: compilation.types.get(key) ?? ANY,
    cycle: cycle && namesOf(cycle, compilation.index),
  };
  switch (element.kind) {
    case 'input':
      return { ...base, kind: 'input' };
    case 'decision':
      return { ...base, ...compileDecision(element, compilation) };
    case 'knowledge':
      return { ...base, ...compileKnowledge(element, compilation) };
    case 'service':
      return { ...base, ...compileService(element, compilation) };
  }
}

type Own<T extends ModelElement> = Omit<T, 'key' | 'id' | 'name' | 'variable' | 'type' | 'cycle'>;

function compileDecision(element: Indexed & { kind: 'decision' }, compilation: Compilation): Own<DecisionElement> {
  const { source, file } = element;
  const requires = requirementsOf(element, compilation);
  const undeclared = file.implicitInputs ? new Set<string>() : undefined;
  const scope = withRequirements({ ...scopeOf(element, compilation.report), undeclared }, requires, compilation);
  const logic = source.logic && compileExpression(typed(source.logic, source.variable.typeRef), scope);
  if (!logic && !compilation.serviceInputs.has(element.key)) {
    compilation.report('dmnNoLogic', source.id, { name: source.name });
  }
  return { kind: 'decision', requires, undeclared: undeclared && [...undeclared], logic };
}

/** The variable's type says which values the output of a table may have, where the table does not say so itself. */
function typed(logic: Expression, typeRef: string | undefined): Expression {
  return logic.kind === 'table' && logic.typeRef === undefined ? { ...logic, typeRef } : logic;
}

function compileKnowledge(element: Indexed & { kind: 'knowledge' }, compilation: Compilation): Own<KnowledgeElement> {
  const requires = requirementsOf(element, compilation);
  const scope = withRequirements(scopeOf(element, compilation.report), requires, compilation);
  const type = compilation.types.get(element.key);
  const { logic } = element.source;
  return { kind: 'knowledge', requires, define: logic && compileFunction(logic, scope, resultType(type)) };
}

function compileService(element: Indexed & { kind: 'service' }, compilation: Compilation): Own<ServiceElement> {
  const { source } = element;
  const find = (hrefs: readonly string[], kind: ModelElement['kind']): readonly Indexed[] =>
    resolve(hrefs, element, [kind], compilation.index, compilation.report);
  const parameters = [...find(source.inputData, 'input'), ...find(source.inputDecisions, 'decision')];
  find(source.encapsulatedDecisions, 'decision');
  const typed = parameters.map(({ key, variable }) => ({ name: variable.name, type: compilation.types.get(key) ?? ANY }));
  return {
    kind: 'service',
    inputs: parameters.map(({ key }) => key),
    signature: signatureOf(source.id, typed, resultType(compilation.types.get(element.key))),
    outputs: find(source.outputDecisions, 'decision').map(({ key, variable }) => ({ key, name: variable.name })),
  };
}

/** A knowledge model's or service's variable is of a function type; older files write the type of its result. */
function resultType(type: ItemType | undefined): ItemType {
  if (!type) return ANY;
  const bare = bareType(type);
  return bare.kind === 'function' ? bare.result : bare.kind === 'simple' && bare.of === 'function' ? ANY : type;
}

function requirementsOf(element: Indexed & { kind: 'decision' | 'knowledge' }, { index, report }: Compilation): readonly Requirement[] {
  const targets = [
    ...(element.kind === 'decision' ? resolve(element.source.requiredInputs, element, ['input'], index, report) : []),
    ...(element.kind === 'decision' ? resolve(element.source.requiredDecisions, element, ['decision'], index, report) : []),
    ...resolve(element.source.requiredKnowledge, element, ['knowledge', 'service'], index, report),
  ];
  return targets.map((target) => ({
    through: target.file === element.file ? '' : (element.file.imports.get(target.file.definitions.namespace) ?? ''),
    name: target.variable.name,
    target: target.key,
    kind: target.kind,
  }));
}

function withRequirements(scope: Scope, requires: readonly Requirement[], compilation: Compilation): Scope {
  const imported = new Map<string, NameShape>();
  let inner = scope;
  for (const { through, name, target, kind } of requires) {
    const shape: NameShape = { [name]: kind === 'input' || kind === 'decision' ? shapeOfElement(target, compilation) : null };
    if (through === '') inner = extend(inner, shape);
    else imported.set(through, { ...imported.get(through), ...shape });
  }
  return extend(inner, Object.fromEntries(imported));
}

/** The names inside an element's value, by its type, or where it declares none by the form of its logic. */
function shapeOfElement(key: ElementKey, { types, index, report }: Compilation): NameShape | null {
  const type = types.get(key) ?? ANY;
  const element = index.get(key);
  if (type.kind !== 'any' || element?.kind !== 'decision' || !element.source.logic) return shapeOf(type);
  return shapeOfExpression(element.source.logic, scopeOf(element, report));
}

function scopeOf(element: Indexed, report: Report): Scope {
  return { names: {}, types: element.file.types.lookup, report, compile: compileExpression };
}

function targetsOf(element: Indexed, index: Index): readonly ElementKey[] {
  const silent = (): void => undefined;
  const find = (hrefs: readonly string[]): readonly Indexed[] =>
    resolve(hrefs, element, ['decision', 'knowledge', 'service'], index, silent);
  if (element.kind === 'input') return [];
  if (element.kind === 'service') return find(element.source.outputDecisions).map(({ key }) => key);
  const { source } = element;
  const decisions = 'requiredDecisions' in source ? source.requiredDecisions : [];
  return [...find(decisions), ...find(source.requiredKnowledge)].map(({ key }) => key);
}

/** Decisions that services take as parameters: these may be without logic. */
function serviceInputsOf(index: Index): ReadonlySet<ElementKey> {
  const silent = (): void => undefined;
  const services = [...index.values()].flatMap((element) => (element.kind === 'service' ? [element] : []));
  return new Set(
    services.flatMap((service) => resolve(service.source.inputDecisions, service, ['decision'], index, silent).map(({ key }) => key)),
  );
}

const MOST_NAMES = 20;

function namesOf(cycle: readonly ElementKey[], index: Index): string {
  const names = cycle.map((key) => `'${index.get(key)?.name ?? key}'`);
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), '…', ...names.slice(-1)] : names;
  return shown.join(' -> ');
}

function reportCycles({ cycles, index, report }: Compilation): void {
  for (const [key, cycle] of cycles) report('dmnCycle', index.get(key)?.id, { cycle: namesOf(cycle, index) });
}
