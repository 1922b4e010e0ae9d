/** A line joins a round: a case of its own, of the procedure that the round names, begun and entered on the list in one step. */
import { Rejection } from '../../errors.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import type { Request, StartCommand, StartPlan } from '../case-command.ts';
import { adoptUploads } from '../uploads/adopt-uploads.ts';
import { checkStartForm } from '../cases/check-start-form.ts';
import { newCase } from '../cases/new-case.ts';
import { openCasesOfPersons } from '../cases/open-cases-of-persons.ts';
import { personsOfCase } from '../cases/persons-of-case.ts';
import { optionalText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import type { Commands } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import type { Acting } from '../rights/acting.ts';
import { startedBy } from '../rights/filled-by.ts';
import { roundFor, type RoundAt } from './round-for.ts';

type Input = Commands['addLine'][0];

/** Throws conflict `roundClosed`, `notARound`, `personInRound`, `lineProcedureMissing`. */
export const addLine: StartCommand<Input> = { kind: 'start', by: 'person', decide };

async function decide(acting: Acting, { services, input, options }: Request<Input>, now: string): Promise<StartPlan> {
  const at = await roundFor(services, acting, input.round, 'manageLines', now);
  requireOpenRound(at);
  const { round, record } = at;
  const definition = await findLatestRecord(services.db, 'bpmn', round.lineProcedure);
  if (!definition || definition.suspended)
    throw new Rejection('conflict', 'lineProcedureMissing', `Expected procedure '${round.lineProcedure}' to be deployed and running.`);
  const model = await modelOf(services, definition.id);
  const given = input.variables ?? {};
  checkVariables(given);
  const by = startedBy(acting, { procedure: definition.key, unitPath: record.unitPath });
  const checked = await checkStartForm(services, model, undefined, given, now, by, acting.actor.account);
  const { form } = checked;
  const variables = { ...checked.variables, round: { caseId: record.id, code: record.code, title: record.title } };
  const persons = await personsOfCase(services, model, variables, input.person === undefined ? [] : [input.person], now);
  const duplicates = await openCasesOfPersons(services, acting, { procedure: definition.key, persons, refuse: false });
  const { caseId, create } = newCase(services, {
    definition,
    model,
    unitPath: record.unitPath,
    now,
    variables,
    persons,
    round: round.id,
    ordinal: options.ordinal,
    businessKey: optionalText(input.businessKey, 'businessKey', 200),
    title: optionalText(input.title, 'title', 300),
  });
  const step = { type: 'startCase', definition: definition.id, variables, onIncident: 'reject' } as const;
  const uploads = await adoptUploads(services, acting, caseId, checked.uploads, now);
  return {
    caseId,
    create,
    command: { ...step, round: round.id },
    step,
    ...(form && { form }),
    ...(uploads && { uploads }),
    ...(duplicates.length > 0 && { report: { duplicates } }),
  };
}

function requireOpenRound({ round, record }: RoundAt): void {
  if (record.status === 'ended')
    throw new Rejection('conflict', 'caseEnded', `Expected round ${record.id} to be running, but it has ended.`);
  if (!round.open) throw new Rejection('conflict', 'roundClosed', 'Expected the list of the round to be open.');
}
