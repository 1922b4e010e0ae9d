/** What is shown to be signed: the document with an empty signature in its field, and what the key is to sign. */
import { createHash } from 'node:crypto';
import { prepare, type SignerIdentity } from '../../signing/sign-pdf.ts';
import type { Appearance } from '../../signing/pdf/appearance.ts';
import type { SignatureSpec } from '../../signing/pdf/prepare-signature.ts';
import type { ReadyItem, SigningItem } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import { signingOf } from './signing-services.ts';

export interface ToSign {
  readonly item: SigningItem;
  /** the document as it is: drawn, or signed by those before */
  readonly bytes: Buffer;
  readonly identity: SignerIdentity;
  readonly method: string;
  /** nobody has signed it yet: this signature certifies it (filling of fields and signing stay allowed) */
  readonly isFirst: boolean;
  readonly reason?: string | undefined;
  readonly fill?: SignatureSpec['fill'];
  /** what it shows in its field */
  readonly look?: Appearance | undefined;
}

/** Throws Rejection `signing.*` for a document that cannot be signed. */
export function makeReady(
  services: Services,
  { item, bytes, identity, method, isFirst, reason, fill, look }: ToSign,
  now: string,
): ReadyItem {
  const { random } = signingOf(services);
  const { certificate, chain } = identity;
  const spec = {
    field: item.field,
    time: Date.parse(now),
    name: certificate.name,
    ...(reason !== undefined && { reason }),
    ...(isFirst && { certify: 2 as const }),
    ...(look && { appearance: look }),
    ...(fill && { fill }),
  };
  const { prepared, request } = prepare(bytes, spec, identity, random);
  return {
    method,
    signer: certificate.name,
    certificate: certificate.der,
    chain: chain.map(({ der }) => der),
    algorithm: request.algorithm,
    attributes: request.attributes,
    digest: request.digest,
    digestName: prepared.digestName,
    covered: prepared.digest,
    byteRange: prepared.byteRange,
    room: prepared.room,
    shownSha256: createHash('sha256').update(prepared.pdf).digest('hex'),
    shownSize: prepared.pdf.length,
    prepared: prepared.pdf,
  };
}
