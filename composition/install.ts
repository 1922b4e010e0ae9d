import type { Services } from '../commands/contract.ts';
import { exclusively } from '../store/exclusively.ts';
import { seedDemo, type DemoAccount } from './demo/seed-demo.ts';
import type { ProcedureModule } from './modules/read-module.ts';
import { shipModules } from './modules/ship-modules.ts';

const INSTALL_LOCK = 4712;

/**
 * Puts into a migrated database what comes with the product: calendar, parameters, procedures, and for trying it a made-up
 * organisation, whose accounts are the answer. One node at a time; what is there already stays as it is.
 */
export async function install(services: Services, modules: readonly ProcedureModule[], demo: boolean): Promise<readonly DemoAccount[]> {
  return await exclusively(services.db, INSTALL_LOCK, async () => {
    await shipModules(services, modules);
    return demo ? await seedDemo(services) : [];
  });
}
