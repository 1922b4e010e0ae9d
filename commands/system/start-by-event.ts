/** A message, signal or timer starts a case. What happened has a name, so that hearing of it twice starts one case. */
import { Rejection } from '../../errors.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import { findDefinitionRecord } from '../../store/queries/find-definition-record.ts';
import type { Request, StartCommand, StartPlan } from '../case-command.ts';
import { newCase } from '../cases/new-case.ts';
import { personsOfCase } from '../cases/persons-of-case.ts';
import type { Commands } from '../contract.ts';
import { nextStart } from '../definitions/start-times.ts';
import { modelOf } from '../loading/load-model.ts';
import { unitOf, withoutEnvelope } from '../messages/envelope.ts';
import { notFound } from '../../casework/require-permission.ts';

type Input = Commands['startByEvent'][0];

/** Throws notFound `definitionNotFound`, conflict `definitionSuspended`, `messageConsumed`. */
export const startByEvent: StartCommand<Input> = {
  kind: 'start',
  by: 'system',
  once: ({ cause, definition, node, occurrence }) => `start:${cause}:${definition}:${node}:${occurrence}`,
  async decide(_, { services, input }: Request<Input>, now): Promise<StartPlan> {
    const definition = await findDefinitionRecord(services.db, input.definition);
    if (definition?.kind !== 'bpmn') throw notFound('Definition');
    if (definition.suspended)
      throw new Rejection('conflict', 'definitionSuspended', `Expected procedure '${definition.key}' to be running, but it is suspended.`);
    const model = await modelOf(services, definition.id);
    const variables = withoutEnvelope(input.variables);
    const unitPath = unitOf(input.variables) ?? services.rootUnit;
    const persons = await personsOfCase(services, model, variables, [], now);
    const { caseId, create } = newCase(services, { definition, model, unitPath, now, variables, persons });
    const step = { type: 'startCase', definition: definition.id, startEvent: input.node, variables, onIncident: 'keep' } as const;
    const { cause, occurrence } = input;
    const next = cause === 'timer' ? nextOf(model, definition, input, now) : undefined;
    return {
      caseId,
      create,
      command: { ...step, cause, occurrence },
      step,
      ...(cause === 'message' && { consumes: occurrence }),
      ...(next !== undefined && { report: { next } }),
    };
  },
};

/** The occurrence of a timer is its due instant. */
function nextOf({ nodes }: ProcessModel, { createdAt }: DefinitionRecord, { node, occurrence }: Input, now: string): string | undefined {
  const timer = nodes.get(node)?.triggers.find((trigger) => trigger.kind === 'timer');
  return timer && nextStart(timer.timer, createdAt, Date.parse(occurrence), now);
}
