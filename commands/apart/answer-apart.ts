/** The other end of `threadLanes`: what a thread says. What it refuses is told as data, a defect ends it. */
import { parentPort } from 'node:worker_threads';
import { Rejection, type RejectionKind } from '../../errors.ts';

export interface Answer<Output> {
  readonly done?: Output;
  readonly refused?: { readonly kind: RejectionKind; readonly code: string; readonly message: string; readonly details: object };
}

export function answerApart<Output>(work: () => Output): void {
  parentPort?.postMessage(answerOf(work));
}

function answerOf<Output>(work: () => Output): Answer<Output> {
  try {
    return { done: work() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { kind, code, message, details } = error;
    return { refused: { kind, code, message, details } };
  }
}
