/** Asks time-stamp authorities, one after the other until one answers, and believes only what it has checked: nonce, imprint, time, signature, authority. */
import { Rejection } from '../../errors.ts';
import { OID } from '../../signing/asn1/oids.ts';
import { checkSignedData } from '../../signing/cms/check-signed-data.ts';
import { readSignedData } from '../../signing/cms/read-signed-data.ts';
import { Fault } from '../../signing/finding.ts';
import type { Random, TimeStamp } from '../../signing/sign-pdf.ts';
import { buildPath } from '../../signing/trust/build-path.ts';
import { buildTimeStampRequest, readTimeStampResponse, type TimeStampRequest } from '../../signing/trust/time-stamp-request.ts';
import { readTimeStampInfo } from '../../signing/trust/time-stamp-token.ts';
import type { Trust } from '../trust/trust.ts';
import { askTimeStamp } from './ask-time-stamp.ts';
import { evidenceFault } from './evidence-fault.ts';
import type { Exchange } from './exchange.ts';

export interface TimeStampClientOptions {
  /** the first that answers rightly is enough */
  readonly urls: readonly URL[];
  readonly exchange: Exchange;
  readonly trust: Trust;
  /** milliseconds of the epoch */
  readonly clock: () => number;
  readonly random: Random;
}

const CLOCKS_APART_MS = 5 * 60_000;
const NONCE_OCTETS = 12;

/** Throws the failure of the last authority: Transient `keys.*` or Rejection `evidence.*`. */
export function createTimeStampClient({ urls, exchange, trust, clock, random }: TimeStampClientOptions): TimeStamp {
  return async (digest) => {
    let failure: unknown = evidenceFault('noService', 'Expected a time-stamp authority to be set.');
    for (const url of urls) {
      try {
        const request = buildTimeStampRequest(digest, random(NONCE_OCTETS));
        const token = tokenOf(await askTimeStamp(exchange, url, request.der), request);
        checkToken(token, trust, clock());
        return token;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
}

function tokenOf(response: Buffer, request: TimeStampRequest): Buffer {
  try {
    return readTimeStampResponse(response, request);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw evidenceFault(error.code === 'signing.timeStampRefused' ? 'stampRefused' : 'answerMalformed', error.message, error);
  }
}

/** A token that nobody will believe is refused before it is put into a document for ever. */
function checkToken(token: Buffer, { timeStamp, intermediates }: Trust, now: number): void {
  const data = readSignedData(token);
  const authority = signerOf(data);
  const isStamper = authority.extensions.get(OID.extendedKeyUsage)?.critical === true && authority.purposes?.join() === OID.timeStamping;
  if (!isStamper) throw evidenceFault('answerUntrusted', `Expected ${authority.name} to be an authority for time-stamps and nothing else.`);
  const result = buildPath(authority, [...data.certificates, ...intermediates], timeStamp, now);
  if ('failure' in result)
    throw evidenceFault('answerUntrusted', `Expected ${authority.name} to be trusted, but ${result.failure.reason}.`);
  const { time } = readTimeStampInfo(data.content ?? Buffer.alloc(0));
  if (Math.abs(time - now) > CLOCKS_APART_MS)
    throw evidenceFault('clockApart', `Expected a time-stamp of now, but it says ${new Date(time).toISOString()}.`);
}

function signerOf(data: ReturnType<typeof readSignedData>): ReturnType<typeof checkSignedData> {
  try {
    return checkSignedData(data, { contentType: OID.tstInfo, detached: undefined, reference: 'any' });
  } catch (error) {
    if (!(error instanceof Fault || error instanceof Rejection)) throw error;
    throw evidenceFault('answerUntrusted', 'Expected a time-stamp that its authority signed.', error);
  }
}
