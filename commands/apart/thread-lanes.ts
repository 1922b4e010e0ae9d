/** What strangers made is read in threads of their own, few at a time; the others wait. A hostile file ends its thread, not the node. */
import { Worker } from 'node:worker_threads';
import { Rejection, Transient } from '../../errors.ts';
import { uploadRefused } from '../uploads/refusal.ts';
import type { Answer } from './answer-apart.ts';

export interface ThreadBounds {
  readonly ms: number;
  /** of objects; what is unpacked has limits of its own */
  readonly heapMb: number;
}

const BOUNDS: ThreadBounds = { ms: 60_000, heapMb: 512 };
const AT_ONCE = 2;
/** each holds its file in memory */
const MOST_WAITING = 16;

/**
 * Gives `input` to a thread and waits for its answer. Throws what the thread refuses; validation `uploadCostly` for what does not come to an end
 * within bounds; Transient `uploadsBusy`.
 */
export function threadLanes<Input extends object, Output>(thread: URL, most: ThreadBounds = BOUNDS): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (input) => {
    if (waiting.length >= MOST_WAITING) throw new Transient('uploadsBusy', 'Expected fewer files that wait to be read.');
    if (running >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
    running += 1;
    try {
      return resultOf(await inThread<Output>(thread, input, most));
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

async function inThread<Output>(thread: URL, input: object, { ms, heapMb }: ThreadBounds): Promise<Answer<Output>> {
  const worker = new Worker(thread, { workerData: input, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  const { promise, resolve, reject } = Promise.withResolvers<Answer<Output>>();
  const timer = setTimeout(() => reject(costly('time')), ms);
  worker.once('message', resolve);
  worker.once('error', (error) => reject((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? costly('memory') : error));
  worker.once('exit', () => reject(costly('end')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const costly = (what: string): Rejection => uploadRefused('uploadCostly', `Expected a file that is read within bounds (${what}).`);

function resultOf<Output>({ done, refused }: Answer<Output>): Output {
  if (refused) throw new Rejection(refused.kind, refused.code, refused.message, { details: refused.details as Record<string, never> });
  if (done === undefined) throw costly('answer');
  return done;
}
