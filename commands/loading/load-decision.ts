/** Which version of a decision applies (casework/decision-in-force.ts), and its compiled model. */
import { Invariant } from '../../errors.ts';
import { decisionDates } from '../../casework/decision-dates.ts';
import type { DecisionModel } from '../../engine/decisions/decision-model.ts';
import { compileDecisions } from '../../engine/decisions/compile-decisions.ts';
import type { DecisionDatesReference, DecisionReference } from '../../engine/ports.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { loadDefinition, loadDefinitionVersion, loadDeployedWith } from '../../store/repositories/definitions.ts';
import { decisionInForce, validFrom } from '../../casework/decision-in-force.ts';
import type { Missing } from '../../casework/missing.ts';
import type { Services } from '../contract.ts';
import type { ChosenDecision } from '../step/parts.ts';
import { once } from './caches.ts';

export async function chooseDecision(services: Services, reference: DecisionReference): Promise<ChosenDecision | Missing> {
  const { key, binding, version, asOf } = reference;
  const found = await findVersion(services, reference);
  if (found) return { definition: found.id, version: String(found.version) };
  return { missing: `Expected decision '${key}' (${binding} ${version ?? ''}, as of ${asOf}) to be deployed.` };
}

async function findVersion(
  services: Services,
  { key, binding, version, from, asOf }: DecisionReference,
): Promise<DefinitionRecord | undefined> {
  if (binding === 'deployment') return await loadDeployedWith(services.db, from, 'dmn', key);
  if (binding === 'version') return await loadDefinitionVersion(services.db, 'dmn', key, version ?? 0);
  const versions: { readonly record: DefinitionRecord; readonly since: string }[] = [];
  for (const record of await versionsOf(services, key)) versions.push({ record, since: await inForceSince(services, record.id) });
  return decisionInForce(versions, asOf)?.record;
}

export async function loadDecisionDates(services: Services, reference: DecisionDatesReference): Promise<readonly string[] | Missing> {
  const begins: string[] = [];
  for (const { id } of await versionsOf(services, reference.key)) begins.push(await inForceSince(services, id));
  return decisionDates(reference, begins);
}

const MOST_VERSIONS = 200;

/** Newest first. */
async function versionsOf({ db }: Services, key: string): Promise<readonly DefinitionRecord[]> {
  const { items } = await listDefinitions(db, { kind: 'dmn', key, limit: MOST_VERSIONS });
  return items.filter(({ active }) => active);
}

async function inForceSince({ db, caches }: Services, id: string): Promise<string> {
  const known = caches.validFrom.get(id);
  if (known !== undefined) return known;
  const since = validFrom((await loadDefinition(db, id))?.source ?? '');
  caches.validFrom.set(id, since);
  return since;
}

export async function loadDecisionModel({ db, caches }: Services, id: string): Promise<DecisionModel> {
  const model = await once(caches, caches.decisions, 'decision', id, async () => {
    const stored = await loadDefinition(db, id);
    return stored?.kind === 'dmn' ? (await compileDecisions(stored.source)).model : undefined;
  });
  if (model) return model;
  throw new Invariant(`Expected decision definition ${id} to exist.`);
}
