import { addFactor } from '../../store/repositories/factors.ts';
import { lookupOf } from '../access/client-certificate.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import { certificateMissing } from '../access/refusals.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { enrolled } from './enrolled.ts';
import { LONGEST_NAME } from './factor-name.ts';

/** The certificate of this very connection. Throws unauthenticated `certificateMissing`, conflict `factorTaken`. */
export const enrolCertificate: PlainCommandOf<'enrolCertificate'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const { token, certificate, binding } = input;
    const account = await ownAccount(services, acting, now);
    const name = requireText(input.name, 'name', LONGEST_NAME);
    if (!certificate || certificate.validTo <= now) throw certificateMissing();
    const { subject, issuer, fingerprint, validTo } = certificate;
    const factor = {
      id: services.newId(),
      account: account.id,
      kind: 'certificate',
      name,
      lookup: lookupOf(certificate, binding),
    } as const;
    return await onRecord(services, acting, now, async (tx) => {
      await addFactor(tx, { ...factor, details: { subject, issuer, fingerprint, binding }, validTo, confirmedAt: now, now });
      return await enrolled(services, tx, 'enrolCertificate', { account, token, method: 'certificate', name }, now);
    });
  },
};
