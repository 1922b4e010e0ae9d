/** Normalising in a thread of its own. */
import { threadLanes, type ThreadBounds } from '../apart/thread-lanes.ts';
import type { FileLimits, Normalised } from './normalised.ts';

export interface NormaliseInput {
  readonly file: Uint8Array;
  readonly limits: FileLimits;
  /** milliseconds of the epoch, for what is made */
  readonly at: number;
}

type Sent = Omit<Normalised, 'content'> & { readonly content: Uint8Array };

/** Throws validation `upload*`; what `threadLanes` throws. */
export function normaliseWithin(bounds?: ThreadBounds): (input: NormaliseInput) => Promise<Normalised> {
  const lane = threadLanes<NormaliseInput, Sent>(new URL('normalise-thread.ts', import.meta.url), bounds);
  return async (input) => {
    const { content, ...facts } = await lane(input);
    return { ...facts, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) };
  };
}

export const normaliseApart = normaliseWithin();
