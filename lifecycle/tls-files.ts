/**
 * Certificate, key and the authorities of client certificates, as files: read at the start, and again when one changes or somebody
 * tells so. What cannot be used never replaces what can: the old ones stay in use until the new ones are whole.
 */
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { Rejection } from '../errors.ts';

export interface TlsPaths {
  /** PEM: the server's certificate, then those that lead to its root; absent where a proxy speaks TLS */
  readonly server?: { readonly cert: string; readonly key: string } | undefined;
  /** PEM: who may issue client certificates; absent: none is asked for */
  readonly clientCa?: string | undefined;
}

export interface TlsWatch {
  /** milliseconds between two looks at the files */
  readonly pollMs: number;
  readonly renewed: (validTo: string | undefined) => void;
  readonly refused: (error: Rejection) => void;
}

export interface TlsFiles {
  /** undefined where a proxy speaks TLS */
  readonly context: () => SecureContextOptions | undefined;
  readonly authorities: () => readonly X509Certificate[];
  /** told with every renewal */
  follow(use: (context: SecureContextOptions) => void): void;
  reload(): void;
  close(): void;
}

/** TLS 1.2 with forward secrecy and authenticated encryption only, and 1.3 (RFC 9325 §4.2). */
const FLOOR = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
  honorCipherOrder: true,
} as const satisfies SecureContextOptions;

interface Material {
  readonly context: SecureContextOptions | undefined;
  readonly authorities: readonly X509Certificate[];
  readonly validTo: string | undefined;
}

/** Throws Rejection validation `tls.unusable` when the files cannot be used at the start; later that is only told. */
export function openTlsFiles(paths: TlsPaths, { pollMs, renewed, refused }: TlsWatch): TlsFiles {
  let material = read(paths);
  const followers: ((context: SecureContextOptions) => void)[] = [];
  const reload = (): void => {
    try {
      material = read(paths);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return refused(error);
    }
    if (material.context) for (const use of followers) use(material.context);
    renewed(material.validTo);
  };
  const watched = [paths.server?.cert, paths.server?.key, paths.clientCa].filter((file) => file !== undefined);
  // by looking, not by events: a secret of a container is renewed by turning a link, of which fs.watch tells nothing
  for (const file of watched) fs.watchFile(file, { interval: pollMs, persistent: false }, reload);
  return {
    context: () => material.context,
    authorities: () => material.authorities,
    follow: (use) => void followers.push(use),
    reload,
    close: () => watched.forEach((file) => fs.unwatchFile(file, reload)),
  };
}

function read({ server, clientCa }: TlsPaths): Material {
  try {
    const authorities = clientCa === undefined ? [] : certificatesIn(fs.readFileSync(clientCa, 'utf8'));
    if (clientCa !== undefined && authorities.length === 0) throw new Error(`there is no certificate in ${clientCa}`);
    if (!server) return { context: undefined, authorities, validTo: undefined };
    const cert = fs.readFileSync(server.cert, 'utf8');
    const [leaf] = certificatesIn(cert);
    if (!leaf) throw new Error(`there is no certificate in ${server.cert}`);
    const ca = authorities.map(String);
    const context = { ...FLOOR, cert, key: fs.readFileSync(server.key), ...(ca.length > 0 && { ca }) };
    // refuses a key of another certificate, too
    createSecureContext(context);
    return { context, authorities, validTo: leaf.validToDate.toISOString() };
  } catch (cause) {
    const message = `The certificate files cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`;
    const remedy = 'Set TLS_CERT, TLS_KEY and TLS_CLIENT_CA to PEM files that belong together and can be read.';
    throw new Rejection('validation', 'tls.unusable', `${message} ${remedy}`, {
      problems: [{ code: 'tls.unusable', message, remedy }],
      cause,
    });
  }
}

function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
