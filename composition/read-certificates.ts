import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { Rejection } from '../errors.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, at least one. Throws Rejection `certificatesUnusable`. */
export function readCertificates(file: string): readonly string[] {
  try {
    const found = fs.readFileSync(file, 'utf8').match(PEM) ?? [];
    if (found.length === 0) throw new TypeError('Expected a certificate in PEM.');
    return found.map((pem) => new X509Certificate(pem).toString());
  } catch (cause) {
    throw new Rejection('validation', 'certificatesUnusable', `Expected ${file} to hold certificates in PEM.`, { cause });
  }
}
