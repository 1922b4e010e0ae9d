/**
 * Which version of a decision applies (design D13), and its compiled model. A decision file may say from when its rules are the
 * law (`validFrom` on the root element, any namespace); of the versions in force on the day asked for, the newest counts.
 */
import { Invariant } from '../../errors.ts';
import type { DecisionModel } from '../../engine/decisions/decision-model.ts';
import { compileDecisions } from '../../engine/decisions/compile-decisions.ts';
import type { DecisionReference } from '../../engine/ports.ts';
import type { DefinitionSource } from '../../store/contract.ts';
import { loadDefinition, loadDefinitionVersion, loadDeployedWith, loadLatestDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import type { ChosenDecision, Missing } from '../step/parts.ts';
import { once } from './caches.ts';

export async function chooseDecision(services: Services, reference: DecisionReference): Promise<ChosenDecision | Missing> {
  const { key, binding, version, asOf } = reference;
  if (asOf === 'mostFavourable')
    return { missing: `Expected decision '${key}' to name the day whose law applies, not the most favourable one.` };
  const found = await findVersion(services, reference);
  if (found) return { definition: found.id, version: String(found.version) };
  return { missing: `Expected decision '${key}' (${binding} ${version ?? ''}, as of ${asOf}) to be deployed.` };
}

async function findVersion(
  services: Services,
  { key, binding, version, from, asOf }: DecisionReference,
): Promise<DefinitionSource | undefined> {
  if (binding === 'deployment') return await loadDeployedWith(services.db, from, 'dmn', key);
  if (binding === 'version') return await loadDefinitionVersion(services.db, 'dmn', key, version ?? 0);
  const latest = await loadLatestDefinition(services.db, 'dmn', key);
  for (let at = latest; at; at = await earlier(services, at)) if (validFrom(at.source) <= asOf) return at;
  return undefined;
}

async function earlier({ db }: Services, { key, version }: DefinitionSource): Promise<DefinitionSource | undefined> {
  return version > 1 ? await loadDefinitionVersion(db, 'dmn', key, version - 1) : undefined;
}

/** '' where the file does not say: always in force. */
export function validFrom(source: string): string {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/.exec(source)?.[0] ?? '';
  return /\s(?:[\w.-]+:)?validFrom\s*=\s*["'](\d{4}-\d{2}-\d{2})["']/.exec(root)?.[1] ?? '';
}

export async function loadDecisionModel({ db, caches }: Services, id: string): Promise<DecisionModel> {
  const model = await once(caches, caches.decisions, 'decision', id, async () => {
    const stored = await loadDefinition(db, id);
    return stored?.kind === 'dmn' ? (await compileDecisions(stored.source)).model : undefined;
  });
  if (model) return model;
  throw new Invariant(`Expected decision definition ${id} to exist.`);
}
