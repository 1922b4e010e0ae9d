/**
 * One decision on given inputs. Pure: the same model, inputs, instant and fuel give the same answer and trace, byte for byte. It
 * never throws but for a defect of ours: what the model or the inputs do wrong is an answer that is not ok, with its reason.
 */
import type { Problem } from '../../errors.ts';
import { ExpressionError, type Fuel } from '../../expressions/contract.ts';
import { encode } from '../../expressions/codec/encode.ts';
import type { Json } from '../../expressions/json.ts';
import type { FeelValue } from '../../expressions/values/value.ts';
import { DecisionFailure } from './decision-failure.ts';
import type { DecisionModel } from './decision-model.ts';
import { decide, serviceOf, type GraphRun } from './evaluation/graph-run.ts';
import { readInput, type Inputs } from './evaluation/inputs.ts';
import { sessionOf } from './feel.ts';
import { findDecision } from './find-decision.ts';
import type { Frame, Run } from './frame.ts';
import type { DecisionElement, ServiceElement } from './graph/element.ts';
import { ANY } from './types/item-type.ts';
import { dmnProblem, type DmnProblemCode } from './problem.ts';
import { traceWriter, type Trace } from './trace.ts';

export type DecisionResult =
  | { readonly ok: true; readonly value: Json; readonly trace: Trace }
  | {
      readonly ok: false;
      readonly message: string;
      /** code, element and details: for texts in the user's language */
      readonly problem: Problem;
      /** up to the failure */
      readonly trace: Trace;
    };

export interface EvaluationOptions {
  /** ISO 8601 instant, for now() and today() */
  readonly now: string;
  /** budget in FEEL units; the same evaluation always spends the same */
  readonly fuel: Fuel;
  readonly explain?: Run['explain'];
}

/**
 * `decision`: id or name of a decision or a decision service of the model. `inputs`: by name (or id) of input data, for a
 * service also of its input decisions; what the decision does not need is ignored.
 */
export function evaluateDecision(
  model: DecisionModel,
  decision: string,
  inputs: Inputs,
  { now, fuel, explain }: EvaluationOptions,
): DecisionResult {
  const trace = traceWriter(fuel);
  const frame: Frame = { variables: { get: () => undefined }, run: { now, fuel, trace, explain, calls: 0 } };
  try {
    if (model.refused) throw new DecisionFailure('dmnModelRefused', decision, { reason: model.refused.message });
    const element = findDecision(model, decision);
    if (!element) throw new DecisionFailure('dmnNoSuchDecision', decision, { model: model.name });
    const value = element.kind === 'decision' ? decideAtTop(model, element, inputs, frame) : callService(model, element, inputs, frame);
    return { ok: true, value: encode(value, sessionOf(frame)), trace: trace.read() };
  } catch (error) {
    const problem = problemOf(error, decision);
    return { ok: false, message: problem.message, problem, trace: trace.read() };
  }
}

function decideAtTop(model: DecisionModel, element: DecisionElement, inputs: Inputs, frame: Frame): FeelValue {
  return decide(topGraph(model, inputs, frame), element.key);
}

function callService(model: DecisionModel, service: ServiceElement, inputs: Inputs, frame: Frame): FeelValue {
  const args = service.signature.parameters.map(({ name, type }, at) => {
    const id = model.elements.get(service.inputs[at] ?? '')?.id ?? name;
    return readInput(inputs, { id, name, type }, frame);
  });
  return serviceOf(topGraph(model, inputs, frame), service).invoke(args, sessionOf(frame));
}

function topGraph(model: DecisionModel, inputs: Inputs, frame: Frame): GraphRun {
  return {
    model,
    run: frame.run,
    values: new Map(),
    input: ({ id, variable, type }) => readInput(inputs, { id, name: variable, type }, frame),
    undeclared: (name, certain) =>
      certain || Object.hasOwn(inputs, name) ? readInput(inputs, { id: name, name, type: ANY }, frame) : undefined,
  };
}

function problemOf(error: unknown, decision: string): Problem {
  if (error instanceof DecisionFailure) return error.problem;
  if (error instanceof ExpressionError) return dmnProblem(EXPRESSION_PROBLEMS[error.code], decision, { reason: error.message });
  // The host's stack is the last guard behind the limits on depth.
  if (error instanceof RangeError)
    return dmnProblem('dmnSizeExceeded', decision, { reason: 'Expected a decision that nests less deeply.' });
  throw error;
}

const EXPRESSION_PROBLEMS: Readonly<Record<ExpressionError['code'], DmnProblemCode>> = {
  fuelExhausted: 'dmnFuelExhausted',
  sizeExceeded: 'dmnSizeExceeded',
  notStorable: 'dmnNotStorable',
  type: 'dmnSizeExceeded',
  syntax: 'dmnExpression',
};
