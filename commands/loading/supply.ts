import { Invariant } from '../../errors.ts';
import type { Need, ProcessReference } from '../../engine/ports.ts';
import { loadDefinitionVersion, loadDeployedWith, loadLatestDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { isMissing, nameOf, type Missing, type StepParts } from '../step/parts.ts';
import { findBinding } from './find-binding.ts';
import { findDeadline } from './find-deadline.ts';
import { chooseDecision, loadDecisionModel } from './load-decision.ts';
import { loadModel, modelFrom } from './load-model.ts';

/** Where the case lies; absent in a replay, which takes what is recorded and looks up no binding anew. */
export interface CasePlace {
  readonly unitPath?: string;
}

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
      const chosen = parts.decisions.get(nameOf(need.reference))?.[1] ?? (await chooseDecision(services, need.reference));
      if (!isMissing(chosen)) parts.decisionModels.set(chosen.definition, await loadDecisionModel(services, chosen.definition));
      parts.decisions.set(nameOf(need.reference), [need.reference, chosen]);
      return;
    }
    case 'deadline':
      parts.deadlines.set(nameOf(need.reference), [need.reference, await findDeadline(services, need.reference)]);
      return;
    case 'binding':
      parts.bindings.set(nameOf(need.reference), [need.reference, await findBinding(services, need.reference, place)]);
  }
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
