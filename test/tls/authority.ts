/** Certificates for tests: an authority of our own that lives as long as the test. */
import 'reflect-metadata';
import { randomBytes, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  type Extension,
  type X509Certificate,
} from '@peculiar/x509';
import type { ExecutionContext } from 'ava';

cryptoProvider.set(webcrypto as never);
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR = 3_600_000;

export interface Issued {
  /** PEM */
  readonly cert: string;
  readonly key: string;
}
export interface Wish {
  readonly name: string;
  readonly usage?: 'client' | 'server';
  /** hours from now */
  readonly from?: number;
  readonly to?: number;
}
export interface ListWish {
  readonly revoked?: readonly Issued[];
  /** hours from now */
  readonly from?: number;
  readonly to?: number;
}
export interface Authority {
  readonly cert: string;
  issue(wish: Wish): Promise<Issued>;
  /** a revocation list, PEM */
  list(wish: ListWish): Promise<string>;
}

export async function makeAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    ...validity({ name }),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return {
    cert: root.toString('pem'),
    issue: async (wish) => await issue(root, keys, wish),
    list: async (wish) => await list(root, keys, wish),
  };
}

async function list(root: X509Certificate, { privateKey: signingKey }: webcrypto.CryptoKeyPair, wish: ListWish): Promise<string> {
  const { notBefore: thisUpdate, notAfter: nextUpdate } = validity({ name: '', ...wish });
  const entries = (wish.revoked ?? []).map(({ cert }) => ({
    serialNumber: new NodeCertificate(cert).serialNumber,
    revocationDate: thisUpdate,
  }));
  const made = await X509CrlGenerator.create({
    issuer: root.subject,
    thisUpdate,
    nextUpdate,
    entries,
    signingKey,
    signingAlgorithm: ALGORITHM,
  });
  return made.toString('pem');
}

async function issue(root: X509Certificate, { privateKey: signingKey }: webcrypto.CryptoKeyPair, wish: Wish): Promise<Issued> {
  const keys = await newKeys();
  const usage = wish.usage === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false),
    new ExtendedKeyUsageExtension([usage]),
    new SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ]),
  ];
  const certificate = await X509CertificateGenerator.create({
    ...validity(wish),
    subject: `CN=${wish.name}`,
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions,
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as never)).toString('base64');
  return { cert: certificate.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n` };
}

const newKeys = async (): Promise<webcrypto.CryptoKeyPair> =>
  (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as never;

const validity = ({ from = -1, to = 1 }: Wish) => ({
  serialNumber: `01${randomBytes(8).toString('hex')}`,
  notBefore: new Date(Date.now() + from * HOUR),
  notAfter: new Date(Date.now() + to * HOUR),
});

/** A folder that ends with the test, and these files in it; gives the path of a name. */
export function filesOf(t: ExecutionContext, files: Readonly<Record<string, string>>): (name: string) => string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-tls-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => path.join(folder, name);
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(at(name), content);
  return at;
}
