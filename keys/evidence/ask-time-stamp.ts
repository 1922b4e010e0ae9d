import { evidenceFault } from './evidence-fault.ts';
import type { Exchange } from './exchange.ts';

const MOST_BYTES = 256 * 1024;
const TIMEOUT_MS = 15_000;

/** Sends a TimeStampReq over HTTP (RFC 3161 3.4): the TimeStampResp, unread. Throws Transient `keys.*` or Rejection `evidence.*`. */
export async function askTimeStamp(exchange: Exchange, url: URL, request: Buffer): Promise<Buffer> {
  const { status, type, body } = await exchange({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request,
    mostBytes: MOST_BYTES,
    timeoutMs: TIMEOUT_MS,
  });
  if (status !== 200) throw evidenceFault('noService', `Expected a time-stamp of ${url.host}, but its status is ${status}.`);
  if (type !== 'application/timestamp-reply' && type !== 'application/timestamp-response')
    throw evidenceFault('answerMalformed', `Expected a time-stamp of ${url.host}, but it answers with '${type}'.`);
  return body;
}
