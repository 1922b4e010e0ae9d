import { createHash, randomBytes } from 'node:crypto';
import type { TimeStamper } from '../commands/contract.ts';
import { Transient } from '../errors.ts';
import { stampFault } from '../record/stamp-fault.ts';
import { buildTimeStampRequest, readTimeStampResponse } from '../signing/trust/time-stamp-request.ts';
import { checkTimeStampToken } from '../signing/trust/time-stamp-token.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 256 * 1024;

export interface TimeStampAuthority {
  readonly url: string;
  /** PEM certificates that its chain must end in */
  readonly authorities?: readonly string[];
}

/** Asks a time-stamp authority over HTTP (RFC 3161 section 3.4) and believes only what it can check: imprint, nonce, signature, chain. Throws Transient. */
export function timeStampClient({ url, authorities }: TimeStampAuthority): TimeStamper {
  return async (stamped) => {
    const request = buildTimeStampRequest(createHash('sha256').update(stamped).digest(), randomBytes(8));
    try {
      const token = readTimeStampResponse(await ask(url, request.der), request);
      const fault = stampFault(token.toString('base64'), stamped, authorities);
      if (fault) throw new TypeError(`Expected a valid time stamp, but found ${fault}.`);
      return { token, at: new Date(checkTimeStampToken(token, [stamped]).time).toISOString() };
    } catch (error) {
      throw new Transient('timeStamp', 'Expected a time stamp from the authority.', error);
    }
  };
}

async function ask(url: string, request: Buffer): Promise<Buffer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(request),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new TypeError(`Expected the authority to answer, but its status is ${response.status}.`);
  const body = Buffer.from(await response.arrayBuffer());
  if (body.length > LONGEST_ANSWER) throw new TypeError('Expected an answer of the size of a time stamp.');
  return body;
}
