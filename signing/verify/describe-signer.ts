import { OID } from '../asn1/oids.ts';
import type { SignerReport } from '../report/verification-report.ts';
import type { Certificate } from '../trust/certificate.ts';
import { nameAttribute } from '../trust/name-attribute.ts';

/** Prefixes of the UID in certificates of Vietnamese authorities, of persons and of agencies. To be verified with the authority's profile. */
const PERSON = /^(CCCD|CMND|HC|DDCN)\b/i;
const AGENCY = /^(MST|MSDVQHNS|MSDN|BHXH)\b/i;

export function describeSigner(certificate: Certificate): SignerReport {
  const attribute = (type: string): string | null => nameAttribute(certificate.subject, type) ?? null;
  const identifier = attribute(OID.userId);
  return {
    name: certificate.name,
    organization: attribute(OID.organization),
    title: attribute(OID.title),
    identifier,
    capacity: capacityOf(identifier ?? ''),
    serialNumber: certificate.serial.toString('hex'),
    issuer: nameAttribute(certificate.issuer, OID.commonName) ?? '?',
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    sha256: certificate.fingerprint,
  };
}

function capacityOf(identifier: string): SignerReport['capacity'] {
  if (PERSON.test(identifier)) return 'person';
  return AGENCY.test(identifier) ? 'agency' : null;
}
