/** Normalising in a thread of its own; few at a time, the others wait. */
import { Worker } from 'node:worker_threads';
import { Rejection, Transient, type RejectionKind } from '../../errors.ts';
import type { FileLimits, Normalised } from './normalised.ts';
import { uploadRefused } from './refusal.ts';

const THREAD = new URL('normalise-thread.ts', import.meta.url);
const LONGEST_MS = 60_000;
const HEAP_MB = 512;
const AT_ONCE = 2;
/** each holds its file in memory */
const MOST_WAITING = 16;

interface Answer {
  readonly done?: Normalised & { readonly content: Uint8Array };
  readonly refused?: { readonly kind: RejectionKind; readonly code: string; readonly message: string; readonly details: object };
}

const waiting: (() => void)[] = [];
let running = 0;

/** Throws validation `upload*`; `uploadCostly` for what does not come to an end; Transient `uploadsBusy`. */
export async function normaliseApart(file: Buffer, limits: FileLimits, at: number): Promise<Normalised> {
  if (waiting.length >= MOST_WAITING) throw new Transient('uploadsBusy', 'Expected fewer files that wait to be read.');
  if (running >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
  running += 1;
  try {
    return resultOf(await inThread(file, limits, at));
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function inThread(file: Buffer, limits: FileLimits, at: number): Promise<Answer> {
  const worker = new Worker(THREAD, { workerData: { file, limits, at }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => reject(costly('time')), LONGEST_MS);
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

function resultOf({ done, refused }: Answer): Normalised {
  if (refused) throw new Rejection(refused.kind, refused.code, refused.message, { details: refused.details as Record<string, never> });
  if (!done) throw costly('answer');
  return { ...done, content: Buffer.from(done.content.buffer, done.content.byteOffset, done.content.byteLength) };
}
