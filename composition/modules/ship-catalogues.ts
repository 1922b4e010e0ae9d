/** The lists that all procedures share (processes/_catalogues), deployed when they are new here. Safe to repeat. */
import { createHash } from 'node:crypto';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { sharedCatalogues, type CatalogueFile } from './shared-catalogues.ts';

const MOST_VERSIONS = 200;

/** What was shipped once is not shipped again: it would take back what the office has corrected since. */
export async function shipCatalogues(services: Services): Promise<void> {
  const resources: { readonly name: string; readonly content: string }[] = [];
  for (const file of sharedCatalogues()) if (!(await isKnown(services, file))) resources.push({ name: file.name, content: file.content });
  if (resources.length === 0) return;
  const deployed = await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', name: 'Danh mục dùng chung', resources });
  services.logger.info({ catalogues: deployed.definitions.map(({ key, version }) => `${key} ${version}`) }, 'catalogues deployed');
}

async function isKnown({ db }: Services, { catalogue, content }: CatalogueFile): Promise<boolean> {
  const { items } = await listDefinitions(db, { kind: 'catalogue', key: catalogue.key, limit: MOST_VERSIONS });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return items.some((version) => version.sha256 === sha256);
}
