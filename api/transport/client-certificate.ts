/** Who a client says it is by certificate. Only what was verified against the authorities we were given counts; all else is nobody. */
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { ClientCertificate } from '../../commands/access/client-certificate.ts';
import { Rejection } from '../../errors.ts';
import type { RevocationLists } from '../../signing/trust/revocation-lists.ts';

/** id-kp-clientAuth (RFC 5280 §4.2.1.12) */
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const LONGEST_HEADER = 12_000;

/** Who may issue client certificates, and which of those they have revoked; undefined: nobody reads lists. */
export interface ClientTrust {
  readonly authorities: readonly X509Certificate[];
  readonly lists: RevocationLists | undefined;
}

/** Of a connection that ends here: verified by TLS, and still valid at this request of a connection that may be old. */
export function certificateOfSocket(
  { socket }: Pick<IncomingMessage, 'socket'>,
  { lists }: Pick<ClientTrust, 'lists'>,
  now: string,
): ClientCertificate | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  return certificate && isValidAt(certificate, now) && isInStanding(certificate, lists, now) ? describe(certificate) : undefined;
}

/**
 * Of a connection that ends at a trusted proxy, which has verified it, from its header: a byte sequence (RFC 9440 §2.1) or PEM with
 * %-escapes. A proxy that is set up wrong may pass on what it did not verify, so the issuer must be one of `authorities` itself.
 */
export function certificateOfHeader(value: string, { authorities, lists }: ClientTrust, now: string): ClientCertificate | undefined {
  const certificate = value.length > LONGEST_HEADER ? undefined : parsed(value);
  if (!certificate || certificate.ca || !isValidAt(certificate, now)) return undefined;
  if (!isForClients(certificate)) return undefined;
  const issued = authorities.some((authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
  return issued && isInStanding(certificate, lists, now) ? describe(certificate) : undefined;
}

/** Two headers of one name come as one value with a comma: that is neither form. */
function parsed(value: string): X509Certificate | undefined {
  try {
    const bytes = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value)?.[1];
    if (bytes !== undefined) return new X509Certificate(Buffer.from(bytes, 'base64'));
    const pem = decodeURIComponent(value);
    return /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/.test(pem) ? new X509Certificate(pem) : undefined;
  } catch {
    return undefined;
  }
}

/** What Node calls the key usage is the extended one; a certificate that names none may be used for all. */
const isForClients = ({ keyUsage }: { readonly keyUsage: readonly string[] | undefined }): boolean =>
  keyUsage?.includes(CLIENT_AUTHENTICATION) ?? true;

const isValidAt = ({ validFromDate, validToDate }: X509Certificate, now: string): boolean =>
  validFromDate.getTime() <= Date.parse(now) && Date.parse(now) < validToDate.getTime();

/** Neither revoked nor left out by lists that have run out; what the strict reader cannot read is nobody. */
function isInStanding({ raw }: X509Certificate, lists: RevocationLists | undefined, now: string): boolean {
  try {
    return lists === undefined || lists.standingOf(raw, Date.parse(now)) === 'good';
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

const describe = ({ fingerprint256, subject, issuer, validToDate }: X509Certificate): ClientCertificate => ({
  fingerprint: fingerprint256,
  subject,
  issuer,
  validTo: validToDate.toISOString(),
});
