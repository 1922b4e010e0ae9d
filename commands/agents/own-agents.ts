import { Certificate } from '../../signing/trust/certificate.ts';
import { listAgents } from '../../store/repositories/agents.ts';
import type { Services } from '../contract.ts';

/** A computer whose agent signs for its person, as they see it. */
export interface OwnAgent {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  /** of the certificate that it reaches */
  readonly signer: string;
  readonly certificate: string;
  readonly validTo: string;
  readonly pairedAt: string;
  readonly announcedAt: string;
  readonly lastSeenAt: string;
}

/** The one seen last first. */
export async function ownAgents({ db }: Pick<Services, 'db'>, account: string): Promise<readonly OwnAgent[]> {
  return (await listAgents(db, account)).map(({ id, name, platform, certificate: der, pairedAt, announcedAt, lastSeenAt }) => {
    const certificate = new Certificate(der);
    const key = { signer: certificate.name, certificate: certificate.fingerprint, validTo: new Date(certificate.notAfter).toISOString() };
    return { id, name, platform, ...key, pairedAt, announcedAt, lastSeenAt };
  });
}
