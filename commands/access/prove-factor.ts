/** Whether somebody holds a second factor of an account. What proves it is used up in the transaction of what it is used for. */
import type { Session } from '../../store/connection.ts';
import { findFactor, listFactors, useFactor, useRecoveryCode, type Factor } from '../../store/repositories/factors.ts';
import type { CallerPlace, FactorProof } from '../access-contract.ts';
import type { Services } from '../contract.ts';
import { accessNumber } from './access-value.ts';
import { accessOf } from './access-services.ts';
import { lookupOf, type ClientCertificate } from './client-certificate.ts';
import { otpPurpose, stepOfCode } from './one-time-code.ts';
import { counterOfAnswer, credentialIdOf } from './passkey.ts';
import { plainRecoveryCode } from './recovery-codes.ts';

export interface Claim {
  readonly account: string;
  readonly proof: FactorProof;
  /** that was given out for this proof */
  readonly challenge?: string | undefined;
  readonly certificate: CallerPlace['certificate'];
}

export async function proveFactor(services: Services, tx: Session, claim: Claim, now: string): Promise<boolean> {
  const { account, proof, challenge, certificate } = claim;
  switch (proof.method) {
    case 'otp':
      return await proveCode(services, tx, account, proof.code, now);
    case 'recovery':
      return await useRecoveryCode(tx, account, plainRecoveryCode(proof.code), now);
    case 'passkey': {
      const factor = await passkeyOf(tx, account, proof);
      const counter =
        factor && challenge !== undefined
          ? await counterOfAnswer(accessOf(services).relyingParty, proof.response, challenge, factor)
          : undefined;
      return factor !== undefined && counter !== undefined && (await useFactor(tx, factor.id, counter, now));
    }
    case 'certificate':
      return certificate !== undefined && (await proveCertificate(tx, account, certificate, now));
  }
}

async function proveCode(services: Services, tx: Session, account: string, code: string, now: string): Promise<boolean> {
  const drift = await accessNumber(services, 'access.otp.drift', now);
  for (const { id, kind, secret, confirmedAt } of await listFactors(tx, account)) {
    if (kind !== 'otp' || secret === undefined || confirmedAt === undefined) continue;
    const step = stepOfCode(await accessOf(services).secrets.open(secret, otpPurpose(id)), code.trim(), now, drift);
    if (step !== undefined && (await useFactor(tx, id, step, now))) return true;
  }
  return false;
}

async function passkeyOf(
  tx: Session,
  account: string,
  { response }: Extract<FactorProof, { method: 'passkey' }>,
): Promise<Factor | undefined> {
  const id = credentialIdOf(response);
  const factor = id === undefined ? undefined : await findFactor(tx, 'passkey', id);
  return factor?.account === account ? factor : undefined;
}

/** By the certificate itself, or by its subject and issuer: as it was bound. */
export async function proveCertificate(tx: Session, account: string, certificate: ClientCertificate, now: string): Promise<boolean> {
  if (certificate.validTo <= now) return false;
  for (const binding of ['fingerprint', 'subject'] as const) {
    const factor = await findFactor(tx, 'certificate', lookupOf(certificate, binding));
    if (factor?.account === account) return await useFactor(tx, factor.id, undefined, now);
  }
  return false;
}
