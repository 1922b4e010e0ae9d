/**
 * New versions of procedures, decisions, forms and catalogues, together or not at all. Every fault of every file is told at once; one error
 * refuses the whole deployment. The same content as the latest version is that version. A new version is the latest at once.
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import { saveDeployment } from '../../store/repositories/definitions.ts';
import { isSystem } from '../actors.ts';
import { INSTALLER_ACTOR } from '../actors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { DeployOutcome, DeploymentProblem, Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { requireText } from '../check-text.ts';
import type { Acting } from '../rights/acting.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { checkReferences } from './check-references.ts';
import { checkResource } from './check-resource.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem } from './resource-problem.ts';

const MOST_RESOURCES = 100;

export const deploy: PlainCommandOf<'deploy'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'kept',
  async run(acting, { services, actor, input }, now) {
    const name = requireText(input.name, 'name', 200);
    requireResources(input.resources);
    const checked: CheckedResource[] = [];
    for (const resource of input.resources) checked.push(await checkResource(resource, now));
    if (actor !== INSTALLER_ACTOR) authorize(services, acting, checked);
    const problems = [
      ...checked.flatMap((resource) => resource.problems),
      ...keysTwice(checked),
      ...(await checkReferences(services, checked)),
    ];
    crashPoint('resourcesChecked');
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw refused(errors, problems);
    const report = { warnings: problems, mapping: checked.flatMap(({ mapping }) => mapping) };
    if (input.dryRun) return { ...report, definitions: await listed(services, checked) };
    return { ...report, ...(await save(services, acting, { name, checked, now })) };
  },
};

function requireResources(resources: readonly Resource[]): void {
  if (resources.length > 0 && resources.length <= MOST_RESOURCES && resources.every(({ name }) => name.trim() !== '')) return;
  throw new Rejection('validation', 'resourcesRequired', `Expected 1 to ${MOST_RESOURCES} files, each with a name.`);
}

/** Also for files that bring nothing: who may not deploy learns nothing about them. */
function authorize({ rootUnit }: Services, { actor, ability }: Acting, checked: readonly CheckedResource[]): void {
  if (isSystem(actor)) return;
  const keys = checked.flatMap(({ definitions }) => definitions.map(({ key }) => key));
  for (const procedure of keys.length > 0 ? keys : [undefined])
    requirePermission(ability, 'deploy', 'Definition', { procedure, caseUnit: rootUnit }, true);
}

function keysTwice(checked: readonly CheckedResource[]): DeploymentProblem[] {
  const seen = new Set<string>();
  return checked.flatMap(({ resource, definitions }) =>
    definitions.flatMap(({ kind, key }) => {
      if (seen.has(`${kind} ${key}`)) return [resourceProblem('keyTwice', resource, key, { key })];
      seen.add(`${kind} ${key}`);
      return [];
    }),
  );
}

function refused(errors: readonly DeploymentProblem[], problems: readonly DeploymentProblem[]): Rejection {
  const [first] = errors;
  return new Rejection(
    'deployment',
    'deploymentRefused',
    `Found ${errors.length} error(s), the first in ${first?.resource}: ${first?.message}`,
    {
      problems,
    },
  );
}

/** What would become a new version. */
async function listed({ db }: Services, checked: readonly CheckedResource[]): Promise<DeployOutcome['definitions']> {
  const all = checked.flatMap(({ resource, definitions }) => definitions.map((definition) => ({ resource, ...definition })));
  const reports: DeployOutcome['definitions'][number][] = [];
  for (const { kind, key, name, source, resource } of all) {
    const latest = await findLatestRecord(db, kind, key);
    const isNew = latest?.sha256 !== createHash('sha256').update(source).digest('hex');
    reports.push({ kind, key, name, isNew, version: (latest?.version ?? 0) + (isNew ? 1 : 0), resource });
  }
  return reports;
}

async function save(
  { db, newId, caches }: Services,
  { actor, epochs }: Acting,
  { name, checked, now }: { readonly name: string; readonly checked: readonly CheckedResource[]; readonly now: string },
): Promise<Pick<DeployOutcome, 'deploymentId' | 'definitions'>> {
  const given = checked.flatMap(({ resource, definitions }) => definitions.map((definition) => ({ resource, definition })));
  const deploymentId = newId();
  const saved = await saveDeployment(db, {
    id: deploymentId,
    name,
    account: actor.account,
    now,
    epochs,
    definitions: given.map(({ definition: { model: _, catalogues: __, ...definition } }) => ({ id: newId(), ...definition })),
  });
  crashPoint('deploymentSaved');
  caches.formVersions.clear();
  caches.catalogueVersions.clear();
  const definitions = saved.map(({ id, kind, key, version, name: label, isNew }, i) => ({
    id,
    kind,
    key,
    version,
    name: label,
    isNew,
    resource: given[i]?.resource ?? '',
  }));
  return { deploymentId, definitions };
}
