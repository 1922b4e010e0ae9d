/** The demo authority's folder: each part one PEM file with key and certificate, readable by its owner only, written whole or not at all. */
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeOnce, writeOwn } from '../../protection/write-once.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import { readCertificates } from '../trust/read-certificates.ts';
import type { DemoPart } from './demo-authority-part.ts';

const OWNER_ONLY = 0o600;

export class DemoFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  readPart(name: string): DemoPart | undefined {
    const pem = this.read(`${name}.pem`);
    const [certificate] = pem === undefined ? [] : readCertificates(pem);
    return pem === undefined || !certificate ? undefined : { key: createPrivateKey(pem), certificate };
  }

  /** Of several processes that make the same part at once the first wins: the answer is what is there now. */
  addPart(name: string, part: DemoPart): DemoPart {
    writeOnce(path.join(this.#folder, `${name}.pem`), pemOf(part));
    return this.readPart(name) ?? part;
  }

  /** A new certificate for the key that is there. */
  replacePart(name: string, part: DemoPart): DemoPart {
    this.replace(`${name}.pem`, pemOf(part));
    return part;
  }

  read(name: string): string | undefined {
    try {
      return fs.readFileSync(path.join(this.#folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  replace(name: string, content: string): void {
    const file = path.join(this.#folder, name);
    const unfinished = `${file}.${randomUUID()}`;
    writeOwn(unfinished, content);
    fs.renameSync(unfinished, file);
  }

  append(name: string, line: string): void {
    fs.appendFileSync(path.join(this.#folder, name), `${line}\n`, { mode: OWNER_ONLY });
  }
}

function pemOf({ key, certificate }: { readonly key: KeyObject; readonly certificate: Certificate }): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString() + certificatePem(certificate);
}

export function certificatePem({ der }: Certificate): string {
  const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
