/**
 * Which version of a decision applies (design D13), and its compiled model. A decision file may say from when its rules are the
 * law (`validFrom` on the root element, any namespace). The rules that came into force last before the day asked for count, and of
 * those the newest version: a correction of old rules does not displace the new ones.
 */
import { Invariant } from '../../errors.ts';
import type { DecisionModel } from '../../engine/decisions/decision-model.ts';
import { compileDecisions } from '../../engine/decisions/compile-decisions.ts';
import type { DecisionDatesReference, DecisionReference } from '../../engine/ports.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { loadDefinition, loadDefinitionVersion, loadDeployedWith } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import type { ChosenDecision, Missing } from '../step/parts.ts';
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
  let found: { readonly record: DefinitionRecord; readonly since: string } | undefined;
  for (const record of await versionsOf(services, key)) {
    const since = await inForceSince(services, record.id);
    if (since <= asOf && (!found || since > found.since)) found = { record, since };
  }
  return found?.record;
}

/** The first day asked for, and every later one on which other rules came into force; only days on which there were rules at all. */
export async function decisionDates(
  services: Services,
  { key, since, until }: DecisionDatesReference,
): Promise<readonly string[] | Missing> {
  const begins: string[] = [];
  for (const { id } of await versionsOf(services, key)) begins.push(await inForceSince(services, id));
  const later = begins.filter((day) => day > since && day <= until);
  const first = begins.some((day) => day <= since) ? [since] : [];
  const dates = [...new Set([...first, ...later])].toSorted((a, b) => (a < b ? -1 : 1));
  return dates.length > 0 ? dates : { missing: `Expected rules of decision '${key}' to be in force from ${since} to ${until}.` };
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
