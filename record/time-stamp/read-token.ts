import { X509Certificate } from 'node:crypto';
import { childOf, INTEGER, OCTETS, OID, readDer, SEQUENCE, SET, TIME, type Der } from './der.ts';

/** A TimeStampToken (RFC 3161 section 2.4.2) taken apart; nothing is checked yet but its shape. */
export interface Token {
  readonly contentType: string;
  /** encoded TSTInfo */
  readonly info: Buffer;
  readonly imprint: Buffer;
  readonly imprintAlgorithm: string;
  readonly at: Date;
  readonly nonce?: Buffer;
  readonly certificates: readonly X509Certificate[];
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Buffer;
  /** as it was signed: the attributes as a SET */
  readonly signedAttributes: Buffer;
  /** values by attribute type */
  readonly attributes: ReadonlyMap<string, Der>;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** Throws TypeError when the bytes are no token with one signer. */
export function readToken(bytes: Uint8Array): Token {
  const outer = readDer(bytes);
  if (childOf(outer, 0, OID).oid !== SIGNED_DATA) throw new TypeError('Expected signed data.');
  const signed = childOf(childOf(outer, 1, 'context:0'), 0, SEQUENCE);
  const encapsulated = childOf(signed, 2, SEQUENCE);
  const info = childOf(childOf(encapsulated, 1, 'context:0'), 0, OCTETS).content;
  const certificates = signed.children.slice(3).find(({ tag }) => tag === 'context:0')?.children ?? [];
  const signers = signed.children.at(-1);
  if (signers?.tag !== SET || signers.children.length !== 1) throw new TypeError('Expected one signer.');
  return {
    contentType: childOf(encapsulated, 0, OID).oid ?? '',
    info,
    ...readInfo(readDer(info)),
    certificates: certificates.map(({ raw }) => new X509Certificate(raw)),
    ...readSigner(childOf(signers, 0, SEQUENCE)),
  };
}

function readInfo(info: Der): Pick<Token, 'imprint' | 'imprintAlgorithm' | 'at' | 'nonce'> {
  const imprint = childOf(info, 2, SEQUENCE);
  const nonce = info.children.slice(5).find(({ tag }) => tag === INTEGER)?.content;
  return {
    imprint: childOf(imprint, 1, OCTETS).content,
    imprintAlgorithm: childOf(childOf(imprint, 0, SEQUENCE), 0, OID).oid ?? '',
    at: instantOf(childOf(info, 4, TIME).content.toString('latin1')),
    ...(nonce && { nonce }),
  };
}

function instantOf(text: string): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (!parts) throw new TypeError('Expected a time in UTC.');
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
}

function readSigner(signer: Der): Pick<Token, 'digestAlgorithm' | 'signatureAlgorithm' | 'signature' | 'signedAttributes' | 'attributes'> {
  const attributes = childOf(signer, 3, 'context:0');
  const types = new Map<string, Der>();
  for (const attribute of attributes.children) {
    const type = childOf(attribute, 0, OID).oid ?? '';
    if (types.has(type)) throw new TypeError(`Expected attribute ${type} once.`);
    types.set(type, childOf(childOf(attribute, 1, SET), 0, childOf(attribute, 1, SET).children[0]?.tag ?? ''));
  }
  return {
    digestAlgorithm: childOf(childOf(signer, 2, SEQUENCE), 0, OID).oid ?? '',
    signatureAlgorithm: childOf(childOf(signer, 4, SEQUENCE), 0, OID).oid ?? '',
    signature: childOf(signer, 5, OCTETS).content,
    // RFC 5652 section 5.4: signed with the tag of a SET, not with that of its place
    signedAttributes: Buffer.concat([Buffer.from([0x31]), attributes.raw.subarray(1)]),
    attributes: types,
  };
}
