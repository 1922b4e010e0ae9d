/**
 * A certificate authority for the demonstration: root, issuing authority, OCSP, lists, time-stamps, and keys for its made-up people and
 * agencies. Every name in it says that it is worth nothing before the law, and nobody trusts it but the demonstration itself: composition
 * refuses it in production.
 */
import { createHash, randomBytes } from 'node:crypto';
import { keyFault } from '../key-fault.ts';
import { keyIdentity } from '../key-identity.ts';
import { signWithKey } from '../sign-with-key.ts';
import type { Holder, KeyIdentity, SigningBackend } from '../signing-backend.ts';
import { OID } from '../../signing/asn1/oids.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import { listAddresses } from '../evidence/list-addresses.ts';
import type { Trust } from '../trust/trust.ts';
import { answerOcsp } from './answer-ocsp.ts';
import { answerTimeStamp } from './answer-time-stamp.ts';
import { buildDemoCertificate, type DemoRole } from './build-certificate.ts';
import { buildDemoCrl } from './build-crl.ts';
import type { DemoPart } from './demo-authority-part.ts';
import { DemoFiles } from './demo-files.ts';
import { makeDemoKey, type DemoKeyKind } from './demo-key.ts';
import { demoName, type DemoSubject } from './demo-names.ts';
import { DemoRegister } from './demo-register.ts';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  /** number of the citizen's identity card */
  readonly personalId: string;
  readonly title?: string;
  readonly organization?: string;
}

export interface DemoSeal {
  readonly unitId: string;
  readonly name: string;
  readonly taxCode: string;
}

/** Gives demo users their keys: idempotent; who is known keeps the key, and gets a new certificate when the name or the office has changed. */
export interface DemoHolders {
  ensurePerson(person: DemoPerson): Promise<KeyIdentity>;
  ensureSeal(seal: DemoSeal): Promise<KeyIdentity>;
}

export interface DemoAnswer {
  readonly type: string;
  readonly body: Buffer;
}

export interface DemoAuthorityOptions {
  /** made when it is not there */
  readonly folder: string;
  /** where its services are found, without a slash at the end: `http://localhost:8080` */
  readonly baseUrl: string;
  /** milliseconds of the epoch */
  readonly clock: () => number;
}

export const DEMO_PATH = '/demo-authority';
const DAY = 86_400_000;
const YEAR = 365 * DAY;
const LIFE: Readonly<Record<DemoRole, number>> = {
  root: 20 * YEAR,
  issuing: 10 * YEAR,
  ocsp: 5 * YEAR,
  timeStamp: 5 * YEAR,
  signer: 2 * YEAR,
};
/** so long before its end a certificate is renewed */
const RENEWED_BEFORE = 30 * DAY;
const SERIAL_OCTETS = 16;

interface Authorities {
  readonly root: DemoPart;
  readonly issuing: DemoPart;
  readonly ocsp: DemoPart;
  readonly stamper: DemoPart;
}

interface PartSpec {
  readonly name: string;
  readonly role: DemoRole;
  readonly kind: DemoKeyKind;
  readonly subject: DemoSubject;
  readonly issuer?: DemoPart;
}

export class DemoAuthority implements DemoHolders {
  readonly #options: DemoAuthorityOptions;
  readonly #files: DemoFiles;
  readonly #register: DemoRegister;
  readonly #parts: Authorities;

  private constructor(options: DemoAuthorityOptions, files: DemoFiles, register: DemoRegister, parts: Authorities) {
    this.#options = options;
    this.#files = files;
    this.#register = register;
    this.#parts = parts;
  }

  static async open(options: DemoAuthorityOptions): Promise<DemoAuthority> {
    const files = new DemoFiles(options.folder);
    const register = new DemoRegister(files);
    const ensure = async (spec: PartSpec): Promise<DemoPart> => await ensurePart(spec, options, files, register);
    const root = await ensure({ name: 'root', role: 'root', kind: 'p256', subject: { name: 'Root CA' } });
    const issuing = await ensure({ name: 'issuing', role: 'issuing', kind: 'p256', subject: { name: 'Issuing CA' }, issuer: root });
    const ocsp = await ensure({ name: 'ocsp', role: 'ocsp', kind: 'p256', subject: { name: 'OCSP' }, issuer: issuing });
    const stamper = await ensure({
      name: 'tsa',
      role: 'timeStamp',
      kind: 'rsa-2048',
      subject: { name: 'Time-stamp authority' },
      issuer: issuing,
    });
    return new DemoAuthority(options, files, register, { root, issuing, ocsp, stamper });
  }

  get trust(): Trust {
    const { root, issuing } = this.#parts;
    const anchor = [{ certificate: root.certificate }];
    return { signing: anchor, timeStamp: anchor, intermediates: [issuing.certificate] };
  }

  get timeStampUrl(): URL {
    return new URL(addressOf(this.#options, 'tsa'));
  }

  /** of its services, for who allows them by name */
  get host(): string {
    return this.timeStampUrl.host;
  }

  async ensurePerson({ id, name, personalId, title, organization }: DemoPerson): Promise<KeyIdentity> {
    const subject = {
      name,
      uid: `CCCD:${personalId}`,
      ...(title !== undefined && { title }),
      ...(organization !== undefined && { organization }),
    };
    // both kinds of keys are seen in a demonstration, and a person keeps one
    const kind = (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'rsa-2048' : 'p256';
    return await this.#ensureHolder({ kind: 'person', id }, kind, subject);
  }

  async ensureSeal({ unitId, name, taxCode }: DemoSeal): Promise<KeyIdentity> {
    return await this.#ensureHolder({ kind: 'unit', id: unitId }, 'p256', { name, organization: name, uid: `MST:${taxCode}` });
  }

  /** From now on nothing that this holder signs is valid; for trying out what happens then. */
  revoke(holder: Holder): void {
    this.#register.revoke(this.#holder(holder).certificate.serial, this.#options.clock());
  }

  /** Its keys behind the common door. They have no PIN: whoever is signed in to the demonstration may use the own one. */
  backend(): SigningBackend {
    const identity = async (holder: Holder): Promise<KeyIdentity> => this.#identityOf(this.#holder(holder).certificate);
    return {
      name: 'demo',
      identity,
      sign: async (request, { holder }) => signWithKey(request, this.#holder(holder).key, await identity(holder)),
      close: async () => {},
    };
  }

  /** What its services answer at a path below `/demo-authority`; undefined where there is nothing. */
  answer(method: string, path: string, body: Buffer): DemoAnswer | undefined {
    const { root, issuing, ocsp, stamper } = this.#parts;
    const now = this.#options.clock();
    const register = this.#register;
    if (method === 'POST' && path === '/ocsp') {
      const desk = { issuer: issuing, responder: ocsp, statusOf: (serial: Buffer) => register.statusOf(serial) };
      return { type: 'application/ocsp-response', body: answerOcsp(body, desk, now) };
    }
    if (method === 'POST' && path === '/tsa') {
      const desk = { stamper, chain: [issuing.certificate], nextSerial: newSerial };
      return { type: 'application/timestamp-reply', body: answerTimeStamp(body, desk, now) };
    }
    if (method !== 'GET') return undefined;
    if (path === '/root.crl') return { type: 'application/pkix-crl', body: buildDemoCrl(root, [], now) };
    if (path === '/issuing.crl') return { type: 'application/pkix-crl', body: buildDemoCrl(issuing, register.revocations(), now) };
    if (path === '/root.cer') return { type: 'application/pkix-cert', body: root.certificate.der };
    return path === '/issuing.cer' ? { type: 'application/pkix-cert', body: issuing.certificate.der } : undefined;
  }

  async #ensureHolder(holder: Holder, kind: DemoKeyKind, subject: DemoSubject): Promise<KeyIdentity> {
    const spec = { name: fileOf(holder), role: 'signer', kind, subject, issuer: this.#parts.issuing } as const;
    const { certificate } = await ensurePart(spec, this.#options, this.#files, this.#register);
    return this.#identityOf(certificate);
  }

  #holder(holder: Holder): DemoPart {
    const part = this.#files.readPart(fileOf(holder));
    if (!part) throw keyFault('keyGone', `Expected the demo authority to know ${holder.kind} '${holder.id}'.`);
    return part;
  }

  #identityOf(certificate: Certificate): KeyIdentity {
    return keyIdentity(certificate, [this.#parts.issuing.certificate, this.#parts.root.certificate]);
  }
}

const fileOf = ({ kind, id }: Holder): string => `${kind}-${encodeURIComponent(id).slice(0, 200)}`;
const addressOf = ({ baseUrl }: DemoAuthorityOptions, service: string): string => `${baseUrl}${DEMO_PATH}/${service}`;

/** The part that is there, with a new certificate where the old one says something else or ends soon; else a new one. */
async function ensurePart(spec: PartSpec, options: DemoAuthorityOptions, files: DemoFiles, register: DemoRegister): Promise<DemoPart> {
  const known = files.readPart(spec.name);
  if (known && isCurrent(known.certificate, spec, options)) return known;
  const key = known?.key ?? (await makeDemoKey(spec.kind));
  const part = { key, certificate: issue(spec, key, options) };
  // before anybody can use it
  register.issued(part.certificate.serial);
  return known ? files.replacePart(spec.name, part) : files.addPart(spec.name, part);
}

function issue({ role, subject, issuer }: PartSpec, key: DemoPart['key'], options: DemoAuthorityOptions): Certificate {
  const now = options.clock();
  return buildDemoCertificate({
    role,
    subject: demoName(subject),
    key,
    issuer,
    serial: newSerial(),
    notBefore: now - DAY,
    notAfter: Math.min(now + LIFE[role], issuer?.certificate.notAfter ?? Number.POSITIVE_INFINITY),
    addresses: addressesOf(role, options),
  });
}

function addressesOf(
  role: DemoRole,
  options: DemoAuthorityOptions,
): { readonly ocsp?: string; readonly crl?: string; readonly issuer?: string } {
  if (role === 'root') return {};
  if (role === 'issuing') return { crl: addressOf(options, 'root.crl'), issuer: addressOf(options, 'root.cer') };
  return { ocsp: addressOf(options, 'ocsp'), crl: addressOf(options, 'issuing.crl'), issuer: addressOf(options, 'issuing.cer') };
}

function isCurrent(certificate: Certificate, { role, subject, issuer }: PartSpec, options: DemoAuthorityOptions): boolean {
  const { ocsp, crl } = addressesOf(role, options);
  const now = options.clock();
  return (
    certificate.subject.equals(demoName(subject)) &&
    certificate.issuer.equals(issuer?.certificate.subject ?? certificate.subject) &&
    certificate.isValidAt(now) &&
    certificate.notAfter > now + RENEWED_BEFORE &&
    certificate.addressesOf(OID.ocsp)[0] === ocsp &&
    listAddresses(certificate)[0] === crl
  );
}

/** A positive number of at most 20 octets (RFC 5280 4.1.2.2). */
function newSerial(): Buffer {
  return Buffer.concat([Buffer.from([0x40]), randomBytes(SERIAL_OCTETS - 1)]);
}
