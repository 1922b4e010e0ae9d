import { isMissing, type Missing } from '../../casework/missing.ts';
import { Invariant } from '../../errors.ts';
import type { DecisionReference, Need, ProcessReference } from '../../engine/ports.ts';
import { loadDefinitionVersion, loadDeployedWith, loadLatestDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { listConfirmations } from '../../store/repositories/law-confirmations.ts';
import { nameOf, type ChosenDecision, type StepParts } from '../step/parts.ts';
import type { CasePlace } from './case-place.ts';
import { findBinding } from './find-binding.ts';
import { findDeadline } from './find-deadline.ts';
import { findParameter } from './find-parameter.ts';
import { chooseDecision, loadDecisionDates, loadDecisionModel } from './load-decision.ts';
import { loadModel, modelFrom } from './load-model.ts';

/** Brings what the kernel asked for; what does not exist is noted as missing, which is an answer too. */
export async function supply(services: Services, parts: StepParts, need: Need, place: CasePlace): Promise<void> {
  switch (need.kind) {
    case 'model': {
      const model = await loadModel(services, need.id);
      if (!model) throw new Invariant(`Expected definition ${need.id} of a case to exist.`);
      parts.models.set(need.id, model);
      return;
    }
    case 'process':
      parts.processes.set(nameOf(need.reference), [need.reference, await findProcess(services, need.reference)]);
      return;
    case 'decision': {
      await supplyDecision(services, parts, need.reference);
      return;
    }
    case 'decisionDates':
      parts.decisionDates.set(nameOf(need.reference), [need.reference, await loadDecisionDates(services, need.reference)]);
      return;
    case 'deadline':
      parts.deadlines.set(nameOf(need.reference), [need.reference, await findDeadline(services, need.reference)]);
      return;
    case 'parameter':
      parts.parameters.set(nameOf(need.reference), [need.reference, await findParameter(services, need.reference)]);
      return;
    case 'binding':
      parts.bindings.set(nameOf(need.reference), [need.reference, await findBinding(services, need.reference, place)]);
      return;
    case 'calendar':
      await supplyCalendar(services, parts, need.key);
  }
}

/** A replayed step knows its version already, and what was confirmed then. */
async function supplyDecision(services: Services, parts: StepParts, reference: DecisionReference): Promise<void> {
  const known = parts.decisions.get(nameOf(reference))?.[1];
  const chosen = known ?? (await chooseDecision(services, reference));
  if (isMissing(chosen)) return void parts.decisions.set(nameOf(reference), [reference, chosen]);
  const model = await loadDecisionModel(services, chosen.definition);
  parts.decisionModels.set(chosen.definition, model);
  const standing = known || !model.hasUnsettledRules ? {} : await standingOf(services, reference.key);
  parts.decisions.set(nameOf(reference), [reference, { ...chosen, ...standing }]);
}

async function standingOf({ db, unsettledLaw }: Services, key: string): Promise<Pick<ChosenDecision, 'confirmed' | 'refusesUnsettled'>> {
  return { confirmed: await listConfirmations(db, key), ...(unsettledLaw === 'refuse' && { refusesUnsettled: true }) };
}

/** A replayed step knows its version already: that one is loaded, however the calendar has changed since. */
async function supplyCalendar({ law }: Services, parts: StepParts, key: string): Promise<void> {
  const version = parts.calendarVersions.get(key);
  const calendar = version === undefined || isMissing(version) ? await law.calendar(key) : await law.calendarVersion(key, version);
  if (!calendar && version !== undefined) throw new Invariant(`Expected calendar '${key}' of a step to be there in its version.`);
  parts.calendarVersions.set(key, calendar?.version ?? { missing: `Expected calendar '${key}' to be in the register.` });
  if (calendar) parts.calendars.set(key, calendar);
}

async function findProcess(services: Services, { key, binding, version, from }: ProcessReference): Promise<string | Missing> {
  const found =
    binding === 'deployment'
      ? await loadDeployedWith(services.db, from, 'bpmn', key)
      : binding === 'version'
        ? await loadDefinitionVersion(services.db, 'bpmn', key, version ?? 0)
        : await loadLatestDefinition(services.db, 'bpmn', key);
  if (!found) return { missing: `Expected process '${key}' (${binding} ${version ?? ''}) to be deployed.` };
  await modelFrom(services, found);
  return found.id;
}
