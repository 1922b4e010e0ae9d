import { Rejection } from '../../errors.ts';
import type { KeyInput } from '../signing-contract.ts';
import type { KeyChoice } from './signer-identity.ts';

const LONGEST = 65_536;
const MOST = 8;

/** Throws validation `certificateInvalid`. */
export function keyChoice({ method, certificate, chain = [] }: KeyInput): KeyChoice {
  if (chain.length > MOST) throw invalid(`Expected at most ${MOST} issuers.`);
  return { method, ...(certificate !== undefined && { certificate: derOf(certificate) }), chain: chain.map(derOf) };
}

function derOf(text: string): Buffer {
  if (text.length <= LONGEST && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw invalid('Expected a certificate as base64 of its DER.');
}

const invalid = (message: string): Rejection => new Rejection('validation', 'certificateInvalid', message);
