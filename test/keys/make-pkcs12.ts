/** PKCS#12 files for tests: node-forge writes RSA keys, openssl any. */
import { execFileSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import forge from 'node-forge';
import type { Holder, KeyIdentity } from '../../keys/signing-backend.ts';
import { chainPem } from './demo-key.ts';

export interface Container {
  readonly folder: string;
  readonly holder: Holder;
  readonly key: KeyObject;
  readonly identity: KeyIdentity;
  readonly pin: string;
}

const place = ({ folder, holder: { kind, id } }: Container, extension: string): string => path.join(folder, `${kind}-${id}.${extension}`);

export function writeForgePkcs12(container: Container, count = 2048): void {
  const pem = container.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const structure = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(pem), null as never, container.pin, {
    algorithm: 'aes256',
    count,
  });
  const p12 = Buffer.from(forge.asn1.toDer(structure).getBytes(), 'latin1');
  fs.writeFileSync(place(container, 'p12'), p12, { mode: 0o600 });
  fs.writeFileSync(place(container, 'pem'), chainPem(container.identity));
}

export function writeOpensslPkcs12(container: Container, ...more: readonly string[]): void {
  const keyFile = place(container, 'key');
  fs.writeFileSync(keyFile, container.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  fs.writeFileSync(place(container, 'pem'), chainPem(container.identity));
  const words = ['pkcs12', '-export', '-inkey', keyFile, '-in', place(container, 'pem'), '-out', place(container, 'p12')];
  execFileSync('openssl', [...words, '-passout', `pass:${container.pin}`, ...more], { stdio: 'pipe' });
}
