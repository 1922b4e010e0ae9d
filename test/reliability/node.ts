// One node of the product with clients in it: works until it is killed, or until it is told through its input to end.
import { generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../../commands/contract.ts';
import { crashHookFor, installCrashHook } from '../../commands/crash-point.ts';
import { startWorker } from '../../worker/start-worker.ts';
import { openAcknowledgements } from './acknowledgements.ts';
import { HANDLERS } from './handlers.ts';
import { go } from './journeys.ts';
import type { NodeTask } from './node-task.ts';
import { openOffice } from './office.ts';
import { createWorld, type World } from './world.ts';

const task = JSON.parse(process.argv[2] ?? '{}') as NodeTask;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

if (task.crashAt !== undefined) {
  const hook = crashHookFor(task.crashAt, die);
  if (!hook) throw new Error(`Expected a crash point, but found ${task.crashAt}.`);
  installCrashHook(hook);
}

const office = openOffice(task.url, { offsetMs: task.offsetMs, level: 'error' });
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const services: Services = {
  ...office.services,
  recordSigner: {
    algorithm: 'Ed25519',
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
    sign: (statement) => sign(null, Buffer.from(statement), privateKey),
  },
  timeStamp: async () => await Promise.resolve({ token: Buffer.from('token'), at: office.services.clock() }),
};
const told = openAcknowledgements(task.acknowledgements);
const world: World = createWorld(services, told, async () => await sleep(10));
// a server that is still recovering: whoever keeps nodes running starts them again
await world.ask('select 1', []);
const worker = task.worker ? await startWorker(services, { pauseMs: 15, handlers: HANDLERS }) : undefined;
let stopping = false;
process.stdin.resume();
process.stdin.once('end', () => (stopping = true));
fs.writeSync(1, 'ready\n');

/** A client whose node was killed goes on with what it had begun; with `endless` it then begins anew. */
async function client(number: number): Promise<void> {
  const mine = task.journeys.filter((journey) => journey.client === number);
  for (const journey of mine) await go(world, journey);
  if (!task.endless) return;
  const kinds = task.endless;
  for (let round = task.round; !stopping; round += 1) {
    const kind = kinds[(round + number) % kinds.length];
    if (kind === undefined) return;
    const journey = { kind, name: `c${number}-r${round}`, client: number };
    fs.appendFileSync(task.begun, `${JSON.stringify(journey)}\n`);
    await go(world, journey);
    fs.appendFileSync(task.begun, `${JSON.stringify({ ...journey, over: true })}\n`);
  }
}

await Promise.all(task.clients.map(client));
// a crash point of the worker may still be ahead
while (!stopping && task.crashAt !== undefined) await sleep(10);
await worker?.stop();
await office.close();
process.exit(0);
