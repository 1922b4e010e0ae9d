import { createHash, randomBytes } from 'node:crypto';
import type { TimeStamper } from '../commands/contract.ts';
import { Transient } from '../errors.ts';
import { askTimeStamp } from '../keys/evidence/ask-time-stamp.ts';
import type { Exchange } from '../keys/evidence/exchange.ts';
import { stampFault } from '../record/stamp-fault.ts';
import { buildTimeStampRequest, readTimeStampResponse } from '../signing/trust/time-stamp-request.ts';
import { checkTimeStampToken } from '../signing/trust/time-stamp-token.ts';

export interface TimeStampAuthority {
  /** asked in this order until one answers rightly */
  readonly urls: readonly string[];
  /** PEM certificates that its chain must end in */
  readonly authorities?: readonly string[];
  readonly exchange: Exchange;
}

/** Asks time-stamp authorities over HTTP (RFC 3161 section 3.4) and believes only what it can check: imprint, nonce, signature, chain. Throws Transient. */
export function timeStampClient({ urls, authorities, exchange }: TimeStampAuthority): TimeStamper {
  return async (stamped) => {
    let failure: unknown;
    for (const url of urls) {
      try {
        return await stampBy(new URL(url), stamped, { authorities, exchange });
      } catch (error) {
        failure = error;
      }
    }
    throw new Transient('timeStamp', 'Expected a time stamp from the authority.', failure);
  };
}

async function stampBy(
  url: URL,
  stamped: Buffer,
  { authorities, exchange }: { readonly authorities: readonly string[] | undefined; readonly exchange: Exchange },
): ReturnType<TimeStamper> {
  const request = buildTimeStampRequest(createHash('sha256').update(stamped).digest(), randomBytes(8));
  const token = readTimeStampResponse(await askTimeStamp(exchange, url, request.der), request);
  const fault = stampFault(token.toString('base64'), stamped, authorities);
  if (fault) throw new TypeError(`Expected a valid time stamp, but found ${fault}.`);
  return { token, at: new Date(checkTimeStampToken(token, [stamped]).time).toISOString() };
}
