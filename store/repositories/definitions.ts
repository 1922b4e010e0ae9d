/** Deployed versions. The same content as the latest version is the same version; a version is never changed once it is there. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { epochValues, type Epochs } from '../by-right.ts';
import type { Database } from '../connection.ts';
import type { DefinitionKind, DefinitionRecord, DefinitionSource, NewDefinition } from '../contract.ts';
import { translating } from '../database-error.ts';
import { rowsOf, statement } from '../statement.ts';

export interface Deployment {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly now: string;
  /** rights it was decided on; none for what is installed with the product */
  readonly epochs?: Epochs;
  readonly definitions: readonly NewDefinition[];
}
export interface DeployedDefinition extends DefinitionRecord {
  /** false: the content was deployed before */
  readonly isNew: boolean;
}

export interface DefinitionRow {
  id: string;
  kind: DefinitionKind;
  key: string;
  version: number;
  deployment_id: string;
  sha256: string;
  name: string;
  starter_roles: string[];
  active: boolean;
  suspended: boolean;
  created_at: string;
  source: string;
}
export const DEFINITION_COLUMNS =
  "definition.id, definition.kind, definition.key, definition.version, definition.deployment_id, encode(definition.sha256, 'hex') as sha256, definition.name, definition.starter_roles, definition.active, definition.suspended, definition.created_at";

export const definitionOf = (row: Omit<DefinitionRow, 'source'>): DefinitionRecord => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  version: row.version,
  deploymentId: row.deployment_id,
  sha256: row.sha256,
  name: row.name,
  starterRoles: row.starter_roles,
  active: row.active,
  suspended: row.suspended,
  createdAt: row.created_at,
});

/** Saves all or nothing. Two deployments of the same key at once wait for each other. Throws Rejection conflict `rightsChanged`. */
export async function saveDeployment(db: Database, deployment: Deployment): Promise<readonly DeployedDefinition[]> {
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        const { epochs = [] } = deployment;
        if (epochs.length > 0) await tx.raw('select require_rights(?::text[], ?::int[])', epochValues(epochs));
        const keys = deployment.definitions.map(({ kind, key }) => `${kind} ${key}`).sort();
        for (const key of new Set(keys)) await tx.raw('select pg_advisory_xact_lock(7103, hashtext(?))', [key]);
        const { id, name, account, now } = deployment;
        await tx('deployment').insert({ id, name, deployed_by: account, deployed_at: now });
        const saved: DeployedDefinition[] = [];
        for (const definition of deployment.definitions) saved.push(await saveVersion(tx, deployment, definition));
        return saved;
      }),
  );
}

async function saveVersion(tx: Knex.Transaction, { id: deploymentId, now }: Deployment, given: NewDefinition): Promise<DeployedDefinition> {
  const { id, kind, key, name, source, starterRoles = [], active = true } = given;
  const sha256 = createHash('sha256').update(source).digest();
  const latest = (await tx('definition').where({ kind, key }).orderBy('version', 'desc').first(tx.raw(DEFINITION_COLUMNS))) as
    DefinitionRow | undefined;
  const isNew = latest?.sha256 !== sha256.toString('hex');
  const row = {
    id,
    kind,
    key,
    version: (latest?.version ?? 0) + 1,
    deployment_id: deploymentId,
    sha256,
    name,
    starter_roles: [...starterRoles],
    active,
    created_at: now,
  };
  if (isNew) {
    await tx('definition').insert({ ...row, source });
    await listen(tx, given, now);
  }
  const saved = isNew ? { ...row, suspended: false, sha256: sha256.toString('hex') } : latest;
  await tx('deployment_definition').insert({ deployment_id: deploymentId, definition_id: saved.id });
  return { ...definitionOf(saved), isNew };
}

/** Start events of a new version take over from all earlier versions of the key; an inactive one waits for `definition.activate`. */
async function listen(tx: Knex.Transaction, { id, kind, key, starts = [], active = true }: NewDefinition, now: string): Promise<void> {
  const earlier = tx('definition').select('id').where({ kind, key }).whereNot({ id });
  if (active) {
    await tx('start_subscription').whereIn('definition_id', earlier).delete();
    await tx('start_timer').whereIn('definition_id', earlier.clone()).delete();
  }
  for (const start of starts) {
    if (start.kind === 'timer')
      await tx('start_timer').insert({
        definition_id: id,
        node: start.node,
        due_at: start.due,
        next_at: start.due > now ? start.due : now,
      });
    else await tx('start_subscription').insert({ definition_id: id, node: start.node, kind: start.kind, name: start.name });
  }
}

const BY_ID = statement(`select ${DEFINITION_COLUMNS}, source from definition where id = $1`);
const LATEST = statement(
  `select ${DEFINITION_COLUMNS}, source from definition where kind = $1 and key = $2 and active order by version desc limit 1`,
);
const BY_VERSION = statement(`select ${DEFINITION_COLUMNS}, source from definition where kind = $1 and key = $2 and version = $3`);
const TOGETHER = statement(`
  select ${DEFINITION_COLUMNS}, definition.source from definition caller
  join deployment_definition t on t.deployment_id = caller.deployment_id
  join definition on definition.id = t.definition_id and definition.kind = $2 and definition.key = $3
  where caller.id = $1 order by definition.version desc limit 1`);

const first = ([row]: DefinitionRow[]): DefinitionSource | undefined => row && { ...definitionOf(row), source: row.source };

export async function loadDefinition(db: Database, id: string): Promise<DefinitionSource | undefined> {
  return first(await rowsOf(db, BY_ID, [id]));
}
/** The highest version that is active. */
export async function loadLatestDefinition(db: Database, kind: DefinitionKind, key: string): Promise<DefinitionSource | undefined> {
  return first(await rowsOf(db, LATEST, [kind, key]));
}
export async function loadDefinitionVersion(
  db: Database,
  kind: DefinitionKind,
  key: string,
  version: number,
): Promise<DefinitionSource | undefined> {
  return first(await rowsOf(db, BY_VERSION, [kind, key, version]));
}
/** The version that was deployed together with `caller` (a definition id): binding `deployment`. */
export async function loadDeployedWith(
  db: Database,
  caller: string,
  kind: DefinitionKind,
  key: string,
): Promise<DefinitionSource | undefined> {
  return first(await rowsOf(db, TOGETHER, [caller, kind, key]));
}
