/**
 * The key is elsewhere and answers later, as the token on a signer's computer does: a request is handed out, its signature comes back through
 * `deliver`. The carrier is somebody else's; here is only that each request is answered once, by the right key, or not in time.
 */
import { checkOwnSignature } from '../check-own-signature.ts';
import { keyFault } from '../key-fault.ts';
import type { BackendName, Holder, KeyIdentity, SigningBackend } from '../signing-backend.ts';
import type { SignatureRequest } from '../../signing/cms/build-signed-attributes.ts';

/** What leaves: no PIN, since the token's owner types it there. */
export interface HandedOut {
  readonly requestId: string;
  readonly holder: Holder;
  readonly description: string;
  readonly request: SignatureRequest;
  /** milliseconds of the epoch */
  readonly expiresAt: number;
}

export interface DeferredOptions {
  readonly name: BackendName;
  readonly identity: (holder: Holder) => Promise<KeyIdentity>;
  /** resolves when the request is on its way */
  readonly handOut: (request: HandedOut) => Promise<void>;
  /** how long a signer may take, milliseconds */
  readonly waitMs: number;
  readonly clock: () => number;
}

export interface DeferredBackend extends SigningBackend {
  /** Throws Rejection `keys.wrongKey` (the request stays open), or `keys.requestUnknown` for one that is answered, late or nobody's. */
  deliver(requestId: string, signature: Buffer): void;
  /** the signer said no, or the token did */
  refuse(requestId: string, reason: 'refused' | 'wrongPin' | 'pinLocked' | 'keyGone' | 'tokenRemoved'): void;
}

interface Waiting {
  readonly request: SignatureRequest;
  readonly identity: KeyIdentity;
  readonly resolve: (signature: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export function createDeferredBackend({ name, identity, handOut, waitMs, clock }: DeferredOptions): DeferredBackend {
  const waiting = new Map<string, Waiting>();
  const take = (requestId: string): Waiting => {
    const found = waiting.get(requestId);
    if (!found) throw keyFault('requestUnknown', `Expected request '${requestId}' to wait for a signature, but it does not.`);
    return found;
  };
  const settle = (requestId: string, { timer }: Waiting): void => {
    clearTimeout(timer);
    waiting.delete(requestId);
  };
  const fail = (requestId: string, error: Error): void => {
    const found = take(requestId);
    settle(requestId, found);
    found.reject(error);
  };
  return {
    name,
    identity,
    async sign(request, { requestId, holder, description, timeoutMs = waitMs }) {
      if (waiting.has(requestId)) throw keyFault('requestUnknown', `Expected request '${requestId}' to be handed out once.`);
      const known = await identity(holder);
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      const late = (): void => fail(requestId, keyFault('notSignedInTime', `Expected a signature within ${timeoutMs} ms.`));
      waiting.set(requestId, { request, identity: known, resolve, reject, timer: setTimeout(late, timeoutMs) });
      handOut({ requestId, holder, description, request, expiresAt: clock() + timeoutMs }).catch((error: unknown) => {
        if (waiting.has(requestId)) fail(requestId, keyFault('refused', 'Expected the request to be handed out.', error));
      });
      return await promise;
    },
    deliver(requestId, signature) {
      const found = take(requestId);
      checkOwnSignature(found.request, signature, found.identity);
      settle(requestId, found);
      found.resolve(signature);
    },
    refuse: (requestId, reason) => fail(requestId, keyFault(reason, `Expected the signer to sign, but the answer is '${reason}'.`)),
    async close() {
      for (const requestId of waiting.keys()) fail(requestId, keyFault('notSignedInTime', 'Expected a signature before the end.'));
    },
  };
}
