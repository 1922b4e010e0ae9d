/** A person starts a case of a procedure that one of its roles may start, in a unit where it holds that role. */
import { Rejection } from '../../errors.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import { findDefinitionRecord, findLatestRecord } from '../../store/queries/find-definition-record.ts';
import type { Request, StartCommand, StartPlan } from '../case-command.ts';
import type { Commands, Services } from '../contract.ts';
import { optionalText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { modelOf } from '../loading/load-model.ts';
import type { Acting } from '../rights/acting.ts';
import { startedBy } from '../rights/filled-by.ts';
import { isUuid } from '../is-uuid.ts';
import { requireRecent } from '../access/require-recent.ts';
import { notFound } from '../../casework/require-permission.ts';
import { authorizeStart, startEventOf, startUnit } from '../../casework/start-rights.ts';
import { requireHeld, requireHeldGrade } from '../protection/require-held.ts';
import { adoptUploads } from '../uploads/adopt-uploads.ts';
import { checkStartForm } from './check-start-form.ts';
import { newCase } from './new-case.ts';
import { openCasesOfPersons } from './open-cases-of-persons.ts';
import { personsOfCase } from './persons-of-case.ts';
import { requireUnit } from './start-unit.ts';

type Input = Commands['startCase'][0];

export const startCase: StartCommand<Input> = { kind: 'start', by: 'person', decide };

async function decide(acting: Acting, { services, input, options }: Request<Input>, now: string): Promise<StartPlan> {
  const definition = await findDefinition(services, input);
  const model = await modelOf(services, definition.id);
  const unitPath = startUnit(acting.grants, definition.starterRoles, input.unitPath);
  authorizeStart(acting.ability, definition, unitPath);
  requireStartable(definition);
  if (startEventOf(model, input.startEvent)?.startProof === true) await requireRecent(services, options.authenticatedAt, now);
  if (input.unitPath !== undefined) await requireUnit(services, unitPath);
  requireHeldGrade(services, input.confidentiality);
  const given = input.variables ?? {};
  requireHeld(services, given);
  checkVariables(given);
  const by = startedBy(acting, { procedure: definition.key, unitPath, confidentiality: input.confidentiality });
  const checked = await checkStartForm(services, model, input.startEvent, given, now, by, acting.actor.account);
  const { variables, form } = checked;
  const businessKey = optionalText(input.businessKey, 'businessKey', 200);
  const title = optionalText(input.title, 'title', 300);
  const { startEvent, confidentiality } = input;
  const persons = await personsOfCase(services, model, variables, input.persons ?? [], now);
  const refuse = input.refuseDuplicates === true;
  const duplicates = await openCasesOfPersons(services, acting, { procedure: definition.key, persons, refuse });
  const { caseId, create } = newCase(services, {
    definition,
    model,
    unitPath,
    now,
    variables,
    businessKey,
    title,
    persons,
    confidentiality,
  });
  const step = {
    type: 'startCase',
    definition: definition.id,
    ...(startEvent !== undefined && { startEvent }),
    variables,
    onIncident: 'reject',
  } as const;
  const uploads = await adoptUploads(services, acting, caseId, checked.uploads, now);
  return {
    caseId,
    create,
    command: step,
    step,
    ...(form && { form }),
    ...(uploads && { uploads }),
    ...(input.draft !== undefined && isUuid(input.draft) && { draft: input.draft }),
    ...(duplicates.length > 0 && { report: { duplicates } }),
  };
}

async function findDefinition({ db }: Services, { procedure, definition: id }: Input): Promise<DefinitionRecord> {
  const found = id === undefined ? await latest({ db }, procedure) : await findById({ db }, id);
  if (found?.kind === 'bpmn') return found;
  throw notFound('Definition');
}

async function findById({ db }: Pick<Services, 'db'>, id: string): Promise<DefinitionRecord | undefined> {
  return isUuid(id) ? await findDefinitionRecord(db, id) : undefined;
}

async function latest({ db }: Pick<Services, 'db'>, procedure: string | undefined): Promise<DefinitionRecord | undefined> {
  if (procedure === undefined) throw new Rejection('validation', 'procedureRequired', 'Expected the procedure, or one definition of it.');
  return await findLatestRecord(db, 'bpmn', procedure);
}

function requireStartable({ key, active, suspended }: DefinitionRecord): void {
  if (!active) throw new Rejection('conflict', 'definitionInactive', `Expected this version of '${key}' to be active.`);
  if (suspended) throw new Rejection('conflict', 'definitionSuspended', `Expected procedure '${key}' to be running, but it is suspended.`);
}
