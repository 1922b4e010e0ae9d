/**
 * The certificate that a signature will be made with, and whether it may be: on a path to a trusted authority today, for signing, and of
 * the very person, or of the very agency, whose signature the diagram asks for. Nobody signs with somebody else's key.
 */
import { Rejection } from '../../errors.ts';
import type { SignerIdentity } from '../../signing/sign-pdf.ts';
import { buildPath } from '../../signing/trust/build-path.ts';
import { Certificate, KEY_USAGE } from '../../signing/trust/certificate.ts';
import { describeSigner } from '../../signing/verify/describe-signer.ts';
import { findAgencyHolder } from '../../store/queries/agency-number.ts';
import { findKeyPerson } from '../../store/queries/identity-number.ts';
import { agentIdentity } from '../agents/agent-identity.ts';
import type { Services } from '../contract.ts';
import { signingOf, type KeyHolder } from './signing-services.ts';

/** How the key is reached: a back end of the installation; or elsewhere, and then the signer brings the certificate along (DER). */
export interface KeyChoice {
  readonly method: string;
  readonly certificate?: Buffer;
  readonly chain?: readonly Buffer[];
}
export const ELSEWHERE = 'elsewhere';
/** on the signer's own computer: the certificate is the one that an agent of the account has announced */
export const AGENT = 'agent';

/**
 * `account`: who signs, and whose agents may be asked. Throws validation `signingMethodUnknown`, `certificateInvalid`, `certificateUntrusted`;
 * forbidden `certificateOfOther`; conflict `agentMissing`; what the back end throws.
 */
export async function signerIdentity(
  services: Services,
  account: string,
  holder: KeyHolder,
  choice: KeyChoice,
  now: string,
): Promise<SignerIdentity> {
  const check = async (identity: SignerIdentity): Promise<void> => {
    requireTrusted(services, identity, now);
    await requireOwn(services, holder, identity.certificate);
  };
  if (choice.method === AGENT) return await agentIdentity(services, account, check);
  const identity = choice.method === ELSEWHERE ? broughtAlong(choice) : await fromBackend(services, holder, choice.method);
  await check(identity);
  return identity;
}

async function fromBackend(services: Services, holder: KeyHolder, method: string): Promise<SignerIdentity> {
  const backend = signingOf(services).backends.get(method);
  if (backend) return await backend.identity(holder);
  throw new Rejection(
    'validation',
    'signingMethodUnknown',
    `Expected a way to sign of this installation, but found '${method.slice(0, 50)}'.`,
  );
}

function broughtAlong({ certificate, chain = [] }: KeyChoice): SignerIdentity {
  if (!certificate) throw new Rejection('validation', 'certificateInvalid', 'Expected the certificate of the key.');
  try {
    return { certificate: new Certificate(certificate), chain: chain.map((der) => new Certificate(der)) };
  } catch (cause) {
    if (!(cause instanceof Rejection)) throw cause;
    throw new Rejection('validation', 'certificateInvalid', `Expected a certificate: ${cause.message}`, { cause });
  }
}

function requireTrusted(services: Services, { certificate, chain }: SignerIdentity, now: string): void {
  const result = buildPath(certificate, chain, signingOf(services).anchors(), Date.parse(now));
  const reason = 'failure' in result ? `${result.failure.code}: ${result.failure.reason}` : signingUse(certificate);
  if (reason === undefined) return;
  throw new Rejection('validation', 'certificateUntrusted', `Expected a certificate that is trusted for signing today, but: ${reason}.`, {
    details: { certificate: certificate.name, reason },
  });
}

function signingUse(certificate: Certificate): string | undefined {
  if (certificate.allows(KEY_USAGE.digitalSignature) || certificate.allows(KEY_USAGE.contentCommitment)) return undefined;
  return 'the key is not for signing';
}

/** By the number in the certificate's UID (`CCCD:…`, `MST:…`): names may be shared. */
async function requireOwn({ db }: Services, holder: KeyHolder, certificate: Certificate): Promise<void> {
  const { identifier, capacity } = describeSigner(certificate);
  const number = identifier?.replace(/^[A-Za-z]+:/, '').trim();
  const expected =
    holder.capacity === 'personal'
      ? (await findKeyPerson(db, holder.person))?.personalId
      : (await findAgencyHolder(db, holder.unitPath))?.number;
  const fits = capacity === (holder.capacity === 'personal' ? 'person' : 'agency');
  if (fits && number !== undefined && expected !== undefined && number === expected) return;
  throw new Rejection('forbidden', 'certificateOfOther', 'Expected the certificate of the person, or of the agency, that signs.', {
    details: { certificate: certificate.name, capacity: holder.capacity, known: expected !== undefined },
  });
}
