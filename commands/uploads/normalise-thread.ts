/** Runs in a thread of its own, whose memory and time are bounded: hostile files end it, not the node. */
import { parentPort, workerData } from 'node:worker_threads';
import { Rejection } from '../../errors.ts';
import { normaliseFile } from './normalise-file.ts';
import type { FileLimits } from './normalised.ts';

const { file, limits, at } = workerData as { readonly file: Uint8Array; readonly limits: FileLimits; readonly at: number };

function answer(): unknown {
  try {
    return { done: normaliseFile(Buffer.from(file.buffer, file.byteOffset, file.byteLength), limits, at) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { kind, code, message, details } = error;
    return { refused: { kind, code, message, details } };
  }
}

parentPort?.postMessage(answer());
