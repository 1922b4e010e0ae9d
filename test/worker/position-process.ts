/** A process of its own that ends positions and kills itself at the point it is told. Started by end-positions.test.ts. */
import { crashHookFor, installCrashHook } from '../../commands/crash-point.ts';
import { openServices } from '../../commands/open-services.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase } from '../../store/connection.ts';
import { endPositions } from '../../worker/end-positions.ts';
import { testVault } from '../test-vault.ts';

const [url = '', now = '', crashAt = ''] = process.argv.slice(2);
const hook = crashHookFor(crashAt, () => process.kill(process.pid, 'SIGKILL'));
if (!hook) throw new Error(`Expected a crash point, but got '${crashAt}'.`);
installCrashHook(hook);
const db = openDatabase(url, { max: 2, vault: testVault() });
let ids = 0;
const services = openServices({
  db,
  clock: () => now,
  newId: () => `019ccccc-0000-7000-8000-${(process.pid * 1_000 + ids++).toString(16).padStart(12, '0')}`,
  random: Math.random,
  wait: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
  logger: createLogger({ level: 'silent', format: 'json' }),
  rootUnit: 'cuc',
});
await endPositions(services);
await db.close();
