/** The certificate that one of the account's agents has announced, for the holder whose signature is asked for. */
import { Rejection } from '../../errors.ts';
import type { SignerIdentity } from '../../signing/sign-pdf.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import { listAgents } from '../../store/repositories/agents.ts';
import type { Services } from '../contract.ts';

/**
 * Of the agents seen last, the first whose certificate `check` lets pass. Throws conflict `agentMissing`; what `check` throws about the
 * last one when none does.
 */
export async function agentIdentity(
  { db }: Services,
  account: string,
  check: (identity: SignerIdentity) => Promise<void>,
): Promise<SignerIdentity> {
  let refusal: unknown = new Rejection('conflict', 'agentMissing', 'Expected an agent that is paired with this account.');
  for (const { certificate, chain } of await listAgents(db, account)) {
    const identity = { certificate: new Certificate(certificate), chain: chain.map((der) => new Certificate(der)) };
    try {
      await check(identity);
      return identity;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
