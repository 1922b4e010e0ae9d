/** The lists that all procedures share (processes/_catalogues), deployed when they are new here. Safe to repeat. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'processes', '_catalogues');
const MOST_VERSIONS = 200;

interface File {
  readonly name: string;
  readonly content: string;
}

/** What was shipped once is not shipped again: it would take back what the office has corrected since. */
export async function shipCatalogues(services: Services): Promise<void> {
  const resources: File[] = [];
  for (const name of readdirSync(FOLDER).toSorted()) {
    const file = { name, content: readFileSync(path.join(FOLDER, name), 'utf8') };
    if (!(await isKnown(services, file))) resources.push(file);
  }
  if (resources.length === 0) return;
  const deployed = await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', name: 'Danh mục dùng chung', resources });
  services.logger.info({ catalogues: deployed.definitions.map(({ key, version }) => `${key} ${version}`) }, 'catalogues deployed');
}

async function isKnown({ db }: Services, { name, content }: File): Promise<boolean> {
  const key = name.replace(/\.catalogue\.json$/, '');
  const { items } = await listDefinitions(db, { kind: 'catalogue', key, limit: MOST_VERSIONS });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return items.some((version) => version.sha256 === sha256);
}
