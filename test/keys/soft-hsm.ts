/** A token of SoftHSM in a folder of its own; tests that need one are skipped by name where it or the compiled pkcs11js is missing. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import type { PKCS11 } from 'pkcs11js';
import { randomBytes, type KeyObject } from 'node:crypto';
import type { Holder, KeyIdentity } from '../../keys/signing-backend.ts';
import { temporaryFolder } from './made-authority.ts';

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
];
export const TOKEN = 'trinh-ky';
export const PIN = '864213';

export const softHsmModule = MODULES.find((file) => fs.existsSync(file));

export function hasSoftHsm(): boolean {
  if (softHsmModule === undefined) return false;
  try {
    createRequire(import.meta.url)('pkcs11js');
    execFileSync('softhsm2-util', ['--version']);
    return true;
  } catch {
    return false;
  }
}

export interface SoftHsm {
  readonly module: string;
  readonly token: string;
  /** of the token's files, which vanish when a token is pulled */
  readonly folder: string;
  put(holder: Holder, key: KeyObject, identity: KeyIdentity): void;
}

/** SoftHSM reads its settings from the environment, so one token is enough for a test file. */
export function makeSoftHsm(): SoftHsm {
  const home = temporaryFolder();
  const folder = path.join(home, 'tokens');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(home, 'softhsm2.conf'), `directories.tokendir = ${folder}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = path.join(home, 'softhsm2.conf');
  const util = (...words: string[]): void => void execFileSync('softhsm2-util', words, { stdio: 'pipe' });
  util('--init-token', '--free', '--label', TOKEN, '--pin', PIN, '--so-pin', '12345678');
  const module = softHsmModule ?? '';
  return {
    module,
    token: TOKEN,
    folder,
    put({ kind, id }, key, { certificate, chain }) {
      const file = path.join(home, 'key.pem');
      fs.writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      const number = randomBytes(8).toString('hex');
      util('--import', file, '--token', TOKEN, '--label', `${kind}:${id}`, '--id', number, '--pin', PIN);
      putCertificates(module, [
        { label: `${kind}:${id}`, der: certificate.der, number },
        ...chain.map(({ der }, index) => ({ label: `ca-${index}`, der })),
      ]);
    },
  };
}

function putCertificates(
  module: string,
  certificates: readonly { readonly label: string; readonly der: Buffer; readonly number?: string }[],
): void {
  const pkcs11 = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js');
  const library: PKCS11 = new pkcs11.PKCS11();
  library.load(module);
  library.C_Initialize();
  try {
    const slot = library.C_GetSlotList(true).find((one) => library.C_GetTokenInfo(one).label.trim() === TOKEN);
    const session = library.C_OpenSession(slot ?? Buffer.alloc(0), pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
    library.C_Login(session, pkcs11.CKU_USER, PIN);
    for (const { label, der, number = '' } of certificates) {
      library.C_CreateObject(session, [
        { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_CERTIFICATE },
        { type: pkcs11.CKA_CERTIFICATE_TYPE, value: pkcs11.CKC_X_509 },
        { type: pkcs11.CKA_TOKEN, value: true },
        { type: pkcs11.CKA_PRIVATE, value: false },
        { type: pkcs11.CKA_LABEL, value: label },
        { type: pkcs11.CKA_ID, value: Buffer.from(number, 'hex') },
        { type: pkcs11.CKA_SUBJECT, value: Buffer.from(label) },
        { type: pkcs11.CKA_VALUE, value: der },
      ]);
    }
  } finally {
    library.C_Finalize();
  }
}
