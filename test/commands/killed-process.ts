/** A process of its own that does a few commands with idempotency keys, and kills itself at the point it is told. Started by kill.test.ts. */
import { crashHookFor, installCrashHook } from '../../commands/crash-point.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase } from '../../store/connection.ts';
import { testVault } from '../test-vault.ts';
import { deploymentOf, NOW, OFFICER, ANALYST } from './kill-scenario.ts';

const [url = '', file = '', crashAt = ''] = process.argv.slice(2);
const hook = crashHookFor(crashAt, () => process.kill(process.pid, 'SIGKILL'));
if (hook) installCrashHook(hook);
const db = openDatabase(url, { max: 2, vault: testVault() });
let ids = 0;
const services = openServices({
  db,
  clock: () => NOW,
  newId: () => `019ccccc-0000-7000-8000-${(process.pid * 1_000 + ids++).toString(16).padStart(12, '0')}`,
  random: Math.random,
  wait: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
  logger: createLogger({ level: 'silent', format: 'json' }),
  rootUnit: 'cuc',
});

const key = (step: string) => ({ idempotencyKey: `${file}-${step}` });
await runCommand(services, ANALYST, deploymentOf(file), key('deploy'));
await runCommand(services, OFFICER, { type: 'correlateMessage', name: `go-${file}`, variables: { paper: 'đơn' } }, key('message'));
const started = await runCommand(services, OFFICER, { type: 'startCase', procedure: file, businessKey: file }, key('start'));
const on = { caseId: started.caseId, instance: started.opened[0]?.instance ?? 0 };
await runCommand(services, OFFICER, { type: 'claimTask', ...on }, key('claim'));
await runCommand(services, OFFICER, { type: 'completeTask', ...on, variables: { name: 'A' } }, key('complete'));
await runCommand(services, { account: 'sysadmin', person: 'person-sysadmin' }, { type: 'broadcastSignal', name: 'x' }, key('signal'));
process.stdout.write(JSON.stringify(started));
await db.close();
