/** Service, send, script and business rule tasks (BPMN 10.3.4): as a job outside the step, or inside it. */
import type { Json } from '../../expressions/json.ts';
import type { Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { lookup } from '../lookup.ts';
import type { DecisionFacet, WorkFacet } from '../model/process-model.ts';
import type { Instance, Run } from '../run.ts';
import { evaluate, mappedInputs, visibleVariables } from '../variables.ts';
import { decide } from './decisions.ts';
import { throwMessage } from './throwing.ts';

export function carryOut(run: Run, instance: Instance): void {
  const work = instance.node.work ?? { type: 'none' };
  switch (work.type) {
    case 'job':
      return createJob(run, instance, work);
    case 'script':
      return completeInstance(run, instance, result(work.resultVariable, evaluate(run, instance, work.script)));
    case 'decision':
      return completeInstance(run, instance, decided(run, instance, work));
    case 'effect':
      run.effects.push({ type: 'transactional', node: instance.node.id, name: work.name, input: inputOf(run, instance) });
      return completeInstance(run, instance);
    case 'message':
      throwMessage(run, instance, work.message);
      return completeInstance(run, instance);
    default:
      return completeInstance(run, instance);
  }
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

/** Beside the result: whether it rests on a rule that is not settled, so that the diagram can send the case to a person. */
function decided(run: Run, instance: Instance, work: DecisionFacet): Variables {
  const variable = work.resultVariable ?? work.decision;
  const { output, undetermined } = decide(run, instance, work, inputOf(run, instance));
  const flag = `${variable}Undetermined`;
  if (undetermined)
    return { [variable]: output, [flag]: { undetermined: true, reasons: undetermined.map(({ rule, source }) => ({ rule, source })) } };
  return lookup(run, instance, flag) === undefined ? { [variable]: output } : { [variable]: output, [flag]: null };
}

/** Without a result variable, a context gives its entries and anything else is dropped. */
function result(variable: string | undefined, value: Json): Variables {
  if (variable !== undefined) return { [variable]: value };
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$type' in value) ? (value as Variables) : {};
}
