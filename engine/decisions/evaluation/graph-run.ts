/** The values of a model's elements in one evaluation: each decision runs once, after those it requires, without recursion. */
import type { FeelFunction, FeelValue } from '../../../expressions/values/value.ts';
import { boxedFunction } from '../boxed-function.ts';
import { DecisionFailure } from '../decision-failure.ts';
import type { DecisionModel } from '../decision-model.ts';
import type { Frame, Run } from '../frame.ts';
import type {
  DecisionElement,
  ElementKey,
  InputElement,
  KnowledgeElement,
  ModelElement,
  Requirement,
  ServiceElement,
} from '../graph/element.ts';
import { coercedOrNull } from '../types/coerce.ts';

export interface GraphRun {
  readonly model: DecisionModel;
  readonly run: Run;
  /** computed or given */
  readonly values: Map<ElementKey, FeelValue>;
  /** the value of an input data that was not computed yet */
  input(element: InputElement): FeelValue;
  /** the value of an input that the model uses without declaring it; where that is not certain, undefined unless it is given */
  undeclared(name: string, certain: boolean): FeelValue | undefined;
}

/** The value of a decision, after all that it needs. */
export function decide(graph: GraphRun, key: ElementKey): FeelValue {
  for (const element of planOf(graph, key)) graph.values.set(element.key, compute(graph, element));
  return graph.values.get(key) ?? null;
}

/** What has no value yet, each after what it requires. Iterative, because models may chain thousands of decisions. */
function planOf(graph: GraphRun, key: ElementKey): readonly (InputElement | DecisionElement)[] {
  const plan: (InputElement | DecisionElement)[] = [];
  const seen = new Set<ElementKey>();
  const stack: { element: InputElement | DecisionElement; next: number }[] = [];
  const open = (target: ElementKey): void => {
    const element = graph.model.elements.get(target);
    if (seen.has(target) || graph.values.has(target) || !element || (element.kind !== 'input' && element.kind !== 'decision')) return;
    seen.add(target);
    stack.push({ element, next: 0 });
  };
  open(key);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const requirement = top.element.kind === 'decision' ? top.element.requires[top.next] : undefined;
    top.next += 1;
    if (requirement) open(requirement.target);
    else plan.push((stack.pop() ?? top).element);
  }
  return plan;
}

function compute(graph: GraphRun, element: InputElement | DecisionElement): FeelValue {
  graph.run.fuel.spend(1);
  return element.kind === 'input' ? graph.input(element) : computeDecision(graph, element);
}

function computeDecision(graph: GraphRun, decision: DecisionElement): FeelValue {
  guardCycle(decision);
  if (!decision.logic) throw new DecisionFailure('dmnNoValue', decision.id, { name: decision.name });
  const frame = frameOf(graph, decision.requires, decision.undeclared);
  const output = coercedOrNull(decision.logic(frame), decision.type, frame, decision.id);
  graph.run.trace.decision(decision.id, decision.name, inputsOf(graph, decision.requires), output);
  return output;
}

function guardCycle(element: ModelElement): void {
  if (element.cycle !== undefined) throw new DecisionFailure('dmnRequiresItself', element.id, { name: element.name, cycle: element.cycle });
}

function inputsOf(graph: GraphRun, requires: readonly Requirement[]): ReadonlyMap<string, FeelValue> {
  const data = requires.filter(({ kind }) => kind === 'input' || kind === 'decision');
  return new Map(data.map(({ through, name, target }) => [through === '' ? name : `${through}.${name}`, graph.values.get(target) ?? null]));
}

/** The names that an element's logic sees. Functions are made when they are asked for. */
function frameOf(graph: GraphRun, requires: readonly Requirement[], undeclared?: readonly string[]): Frame {
  const own = new Map(requires.filter(({ through }) => through === '').map((requirement) => [requirement.name, requirement]));
  const imported = Map.groupBy(
    requires.filter(({ through }) => through !== ''),
    ({ through }) => through,
  );
  return {
    run: graph.run,
    variables: {
      get(name) {
        const requirement = own.get(name);
        if (requirement) return valueOf(graph, requirement);
        const group = imported.get(name);
        if (group) return new Map(group.map((one) => [one.name, valueOf(graph, one)]));
        return undeclared && graph.undeclared(name, undeclared.includes(name));
      },
    },
  };
}

function valueOf(graph: GraphRun, { target }: Requirement): FeelValue {
  const known = graph.values.get(target);
  if (known !== undefined) return known;
  const element = graph.model.elements.get(target);
  const value =
    element?.kind === 'knowledge' ? knowledgeOf(graph, element) : element?.kind === 'service' ? serviceOf(graph, element) : null;
  graph.values.set(target, value);
  return value;
}

function knowledgeOf(graph: GraphRun, element: KnowledgeElement): FeelValue {
  guardCycle(element);
  return element.define?.(frameOf(graph, element.requires)) ?? null;
}

/**
 * A decision service as a function (DMN 1.5, 10.4): its decisions run anew for each call, on the arguments alone. One output
 * decision is the result itself, several are a context by their names.
 */
export function serviceOf(graph: GraphRun, service: ServiceElement): FeelFunction {
  guardCycle(service);
  return boxedFunction(service.signature, graph.run, (args) => {
    const values = new Map(service.inputs.map((key, at) => [key, args.get(service.signature.parameters[at]?.name ?? '') ?? null]));
    const inner: GraphRun = { ...graph, values, input: (element) => missingInput(graph, service, element) };
    const [only, ...more] = service.outputs;
    if (only && more.length === 0) return decide(inner, only.key);
    return new Map(service.outputs.map(({ key, name }) => [name, decide(inner, key)]));
  });
}

function missingInput(graph: GraphRun, service: ServiceElement, element: InputElement): FeelValue {
  graph.run.trace.note(service.id, `Input '${element.name}' is not a parameter of decision service '${service.name}': it is null.`);
  return null;
}
