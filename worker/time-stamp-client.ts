import { createHash, randomBytes } from 'node:crypto';
import type { TimeStamper } from '../commands/contract.ts';
import { Transient } from '../errors.ts';
import { askTimeStamp } from '../keys/evidence/ask-time-stamp.ts';
import type { Exchange } from '../keys/evidence/exchange.ts';
import { readTimeStampResponse } from '../record/time-stamp/read-response.ts';
import { timeStampRequest } from '../record/time-stamp/request.ts';
import { stampFault } from '../record/time-stamp/stamp-fault.ts';

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
  // a positive integer in its shortest form
  const nonce = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const request = timeStampRequest(createHash('sha256').update(stamped).digest(), nonce);
  const { token, at } = readTimeStampResponse(await askTimeStamp(exchange, url, request), nonce);
  const fault = stampFault(token.toString('base64'), stamped, authorities);
  if (fault) throw new TypeError(`Expected a valid time stamp, but found ${fault}.`);
  return { token, at: at.toISOString() };
}
