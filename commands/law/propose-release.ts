/**
 * What a release or a module brings to a register that has the key already begins a case of the procedure of law changes: a second
 * person approves it there, as with any other proposal. A proposal of a release is made once, whatever came of it.
 */
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { Request, StartCommand, StartPlan } from '../case-command.ts';
import { checkStartForm } from '../cases/check-start-form.ts';
import { newCase } from '../cases/new-case.ts';
import type { Commands } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';

type Input = Commands['proposeRelease'][0];

export const LAW_CHANGE = 'parameter-change';

/** Throws notFound `definitionNotFound` without that procedure, conflict `businessKeyTaken` the second time. */
export const proposeRelease: StartCommand<Input> = {
  kind: 'start',
  by: 'system',
  async decide(_, { services, input }: Request<Input>, now): Promise<StartPlan> {
    const definition = await findLatestRecord(services.db, 'bpmn', LAW_CHANGE);
    if (!definition) throw notFound('Definition');
    const model = await modelOf(services, definition.id);
    const { variables, form } = await checkStartForm(services, model, undefined, { change: input.change }, now);
    const { caseId, create } = newCase(services, {
      definition,
      model,
      unitPath: services.rootUnit,
      now,
      variables,
      businessKey: input.release,
    });
    const step = { type: 'startCase', definition: definition.id, variables, onIncident: 'reject' } as const;
    return { caseId, create, command: step, step, ...(form && { form }) };
  },
};
