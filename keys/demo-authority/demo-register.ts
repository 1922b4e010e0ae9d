import type { CertificateStatus } from './answer-ocsp.ts';
import type { Revocation } from './build-crl.ts';
import type { DemoFiles } from './demo-files.ts';

const ISSUED = 'issued.txt';
const REVOKED = 'revoked.txt';

/** Which serial numbers the demo authority has given, and taken back. Other processes write it too: it is read anew for each question. */
export class DemoRegister {
  readonly #files: DemoFiles;

  constructor(files: DemoFiles) {
    this.#files = files;
  }

  issued(serial: Buffer): void {
    this.#files.append(ISSUED, serial.toString('hex'));
  }

  revoke(serial: Buffer, at: number): void {
    this.#files.append(REVOKED, `${serial.toString('hex')} ${at}`);
  }

  revocations(): readonly Revocation[] {
    return this.#lines(REVOKED).map((line) => {
      const [serial = '', at = '0'] = line.split(' ');
      return { serial: Buffer.from(serial, 'hex'), at: Number(at) };
    });
  }

  statusOf(serial: Buffer): CertificateStatus {
    const revoked = this.revocations().find((one) => one.serial.equals(serial));
    if (revoked) return { revokedAt: revoked.at };
    return this.#lines(ISSUED).includes(serial.toString('hex')) ? 'good' : 'unknown';
  }

  #lines(name: string): readonly string[] {
    return (this.#files.read(name) ?? '').split('\n').filter((line) => line !== '');
  }
}
