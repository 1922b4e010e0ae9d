import { childOf, INTEGER, readDer, SEQUENCE } from './der.ts';
import { readToken } from './read-token.ts';

const GRANTED = [0, 1];

/** The token of a TimeStampResp (RFC 3161 section 2.4.2) that answers the request with this nonce, and its time. Throws TypeError. */
export function readTimeStampResponse(bytes: Uint8Array, nonce: Buffer): { readonly token: Buffer; readonly at: Date } {
  const response = readDer(bytes);
  const [status = -1] = childOf(childOf(response, 0, SEQUENCE), 0, INTEGER).content;
  if (!GRANTED.includes(status)) throw new TypeError(`Expected the authority to grant a time stamp, but its status is ${status}.`);
  const token = childOf(response, 1, SEQUENCE).raw;
  const { nonce: answered, at } = readToken(token);
  if (!answered?.equals(nonce)) throw new TypeError('Expected the nonce of the request in the answer.');
  return { token, at };
}
