import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { Rejection } from '../errors.ts';
import { keyFault } from './key-fault.ts';
import type { SigningBackend, SigningContext } from './signing-backend.ts';
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';

const REMEMBERED = 2_000;

interface Entry {
  /** of what was to be signed, and for whom */
  readonly subject: string;
  readonly signature: Promise<Buffer>;
}

/**
 * The same back end, which signs each request id at most once: who asks again while it is signed, or after it was, gets the one signature; who
 * asks again after its answer was lost is refused (`keys.outcomeUnknown`) until the request gets a new id, which is a decision of a person.
 * It remembers as long as this process lives: across restarts the job's row in the database is the memory.
 */
export function signedOnce(backend: SigningBackend): SigningBackend {
  const known = new LRUCache<string, Entry>({ max: REMEMBERED });
  const sign = async (request: SignatureRequest, context: SigningContext): Promise<Buffer> => {
    const subject = subjectOf(request, context);
    const before = known.get(context.requestId);
    if (before) {
      if (before.subject !== subject) throw keyFault('requestUnknown', 'Expected a request id of its own for each signature.');
      return await before.signature;
    }
    const signature = backend.sign(request, context);
    known.set(context.requestId, { subject, signature });
    try {
      return await signature;
    } catch (error) {
      // only what certainly was not signed may be asked for again
      if (!isLost(error)) known.delete(context.requestId);
      throw error;
    }
  };
  return { name: backend.name, identity: async (holder) => await backend.identity(holder), sign, close: async () => await backend.close() };
}

function isLost(error: unknown): boolean {
  return error instanceof Rejection && error.code === 'keys.outcomeUnknown';
}

function subjectOf({ digest, algorithm }: SignatureRequest, { holder }: SigningContext): string {
  return createHash('sha256')
    .update(JSON.stringify([holder.kind, holder.id, algorithm, digest.toString('base64')]))
    .digest('hex');
}
