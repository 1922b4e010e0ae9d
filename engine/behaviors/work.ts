/** Service, send, script and business rule tasks (BPMN 10.3.4): as a job outside the step, or inside it. */
import type { Json } from '../../expressions/json.ts';
import { resolveAsOf } from '../as-of.ts';
import type { Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { IncidentSignal } from '../incidents.ts';
import type { WorkFacet } from '../model/process-model.ts';
import type { DecisionReference } from '../ports.ts';
import { type Instance, NeedSignal, type Run } from '../run.ts';
import { textOfTime } from '../time-values.ts';
import { evaluate, mappedInputs, visibleVariables } from '../variables.ts';
import { throwError, throwMessage } from './throwing.ts';

export function carryOut(run: Run, instance: Instance): void {
  const work = instance.node.work ?? { type: 'none' };
  switch (work.type) {
    case 'job':
      return createJob(run, instance, work);
    case 'script':
      return completeInstance(run, instance, result(work.resultVariable, evaluate(run, instance, work.script)));
    case 'decision':
      return completeInstance(run, instance, decide(run, instance, work));
    case 'effect':
      return requestEffect(run, instance, work.name);
    case 'message':
      throwMessage(run, instance, work.message);
      return completeInstance(run, instance);
    default:
      return completeInstance(run, instance);
  }
}

/** What the database refuses comes back as a BPMN error: the diagram may say what then happens, where nothing of it was done. */
function requestEffect(run: Run, instance: Instance, name: string): void {
  const input = inputOf(run, instance);
  const refusal = run.context.refusedEffect?.(instance.node.id, name);
  if (refusal) return throwError(run, instance, refusal.code, { refusal: { ...refusal } });
  run.effects.push({ type: 'transactional', node: instance.node.id, name, input });
  completeInstance(run, instance);
}

function createJob(run: Run, instance: Instance, work: Extract<WorkFacet, { type: 'job' }>): void {
  run.effects.push({
    type: 'jobCreated',
    instance: instance.id,
    node: instance.node.id,
    topic: work.topic,
    retries: work.retries,
    backoff: work.backoff,
    input: inputOf(run, instance),
  });
}

/** What the element's input mappings chose; without mappings, everything it sees. */
function inputOf(run: Run, instance: Instance): Variables {
  return instance.node.inputs.length ? mappedInputs(run, instance) : visibleVariables(run, instance);
}

function decide(run: Run, instance: Instance, work: Extract<WorkFacet, { type: 'decision' }>): Variables {
  const asOf =
    typeof work.asOf === 'object' && 'expression' in work.asOf
      ? textOfTime(evaluate(run, instance, work.asOf.expression), work.asOf.expression.source).slice(0, 10)
      : resolveAsOf(run, instance, work.asOf);
  const reference: DecisionReference = {
    key: work.decision,
    binding: work.binding,
    ...(work.version !== undefined && { version: work.version }),
    from: instance.model.id,
    asOf,
  };
  const answer = run.context.evaluateDecision(reference, inputOf(run, instance));
  if (!answer) throw new NeedSignal({ kind: 'decision', reference });
  if (!answer.ok) throw new IncidentSignal('decisionFailed', answer.message);
  run.trace.push(['d', instance.node.id, answer.record]);
  return result(work.resultVariable ?? work.decision, answer.value);
}

/** Without a result variable, a context gives its entries and anything else is dropped. */
function result(variable: string | undefined, value: Json): Variables {
  if (variable !== undefined) return { [variable]: value };
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$type' in value) ? (value as Variables) : {};
}
