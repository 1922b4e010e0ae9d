/**
 * Certificate, key, and the authorities of client certificates with their revocation lists, as files: read at the start, and again when one changes or somebody
 * tells so. What cannot be used never replaces what can: the old ones stay in use until the new ones are whole.
 */
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { Rejection } from '../errors.ts';
import { RevocationLists } from '../signing/trust/revocation-lists.ts';

export interface TlsPaths {
  /** PEM: the server's certificate, then those that lead to its root; absent where a proxy speaks TLS */
  readonly server?: { readonly cert: string; readonly key: string } | undefined;
  /** PEM: who may issue client certificates; absent: none is asked for */
  readonly clientCa?: string | undefined;
  /** PEM or DER: the revocation lists of those; absent: none is read */
  readonly clientCrl?: string | undefined;
}

/** ISO 8601 instants: the end of the server's certificate, and of the revocation list that ends first */
export interface GoodUntil {
  readonly validTo: string | undefined;
  readonly listsUntil: string | undefined;
}

export interface TlsWatch {
  /** milliseconds between two looks at the files */
  readonly pollMs: number;
  readonly renewed: (until: GoodUntil) => void;
  readonly refused: (error: Rejection) => void;
}

export interface TlsFiles {
  /** undefined where a proxy speaks TLS */
  readonly context: () => SecureContextOptions | undefined;
  readonly authorities: () => readonly X509Certificate[];
  /** undefined: none are configured */
  readonly lists: () => RevocationLists | undefined;
  readonly until: () => GoodUntil;
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
  readonly lists: RevocationLists | undefined;
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
    renewed(untilOf(material));
  };
  const watched = [paths.server?.cert, paths.server?.key, paths.clientCa, paths.clientCrl].filter((file) => file !== undefined);
  // by looking, not by events: a secret of a container is renewed by turning a link, of which fs.watch tells nothing
  for (const file of watched) fs.watchFile(file, { interval: pollMs, persistent: false }, reload);
  return {
    context: () => material.context,
    authorities: () => material.authorities,
    lists: () => material.lists,
    until: () => untilOf(material),
    follow: (use) => void followers.push(use),
    reload,
    close: () => watched.forEach((file) => fs.unwatchFile(file, reload)),
  };
}

const untilOf = ({ validTo, lists }: Material): GoodUntil => ({
  validTo,
  listsUntil: lists?.nextUpdate === undefined ? undefined : new Date(lists.nextUpdate).toISOString(),
});

function read({ server, clientCa, clientCrl }: TlsPaths): Material {
  try {
    const authorities = clientCa === undefined ? [] : certificatesIn(fs.readFileSync(clientCa, 'utf8'));
    if (clientCa !== undefined && authorities.length === 0) throw new Error(`there is no certificate in ${clientCa}`);
    const lists = clientCrl === undefined ? undefined : listsIn(clientCrl, authorities);
    if (!server) return { context: undefined, authorities, lists, validTo: undefined };
    const cert = fs.readFileSync(server.cert, 'utf8');
    const [leaf] = certificatesIn(cert);
    if (!leaf) throw new Error(`there is no certificate in ${server.cert}`);
    const ca = authorities.map(String);
    const context = { ...FLOOR, cert, key: fs.readFileSync(server.key), ...(ca.length > 0 && { ca }) };
    // refuses a key of another certificate, too
    createSecureContext(context);
    return { context, authorities, lists, validTo: leaf.validToDate.toISOString() };
  } catch (cause) {
    const message = `The certificate files cannot be used: ${(cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')}.`;
    const remedy = 'Set TLS_CERT, TLS_KEY, TLS_CLIENT_CA and TLS_CLIENT_CRL to files that belong together and can be read.';
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

/** As authorities publish them: one in DER, or several in PEM. */
function listsIn(file: string, authorities: readonly X509Certificate[]): RevocationLists {
  const bytes = fs.readFileSync(file);
  const blocks = bytes.toString('latin1').match(/(?<=-----BEGIN (?:X509 )?CRL-----)[^-]+(?=-----END)/g);
  const lists = blocks?.map((block) => Buffer.from(block, 'base64')) ?? [bytes];
  return new RevocationLists(
    lists,
    authorities.map(({ raw }) => raw),
    Date.now(),
  );
}
