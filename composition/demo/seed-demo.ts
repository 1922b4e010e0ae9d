/** A small made-up organisation with known passwords and one-time codes, so that the product can be tried at once. Never in production. */
import { hash } from '@node-rs/argon2';
import { otpPurpose } from '../../commands/access/one-time-code.ts';
import type { Services } from '../../commands/contract.ts';
import { enrolSecondFactor, saveUnits, seedAccount, type SeedAccount } from '../../store/repositories/accounts.ts';
import { seedAgencies, seedIdentityNumber } from '../../store/repositories/agency-facts.ts';
import { addFactor } from '../../store/repositories/factors.ts';
import { seedImages } from './seed-images.ts';
import organisation from './organisation.json' with { type: 'json' };

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  /** of its one-time codes, where it needs a second factor */
  readonly otpSecret?: string;
  readonly who: string;
}

/** Adds what is missing and changes nothing that is there. */
export async function seedDemo(services: Services): Promise<readonly DemoAccount[]> {
  const { db, clock } = services;
  const { units, accounts, agencies, password, otpSecret } = organisation;
  await saveUnits(db, units);
  await seedAgencies(db, agencies, clock());
  let passwordHash: string | undefined;
  for (const { say: _, ...account } of accounts) {
    passwordHash ??= await hash(password);
    const isNew = await seedAccount(db, { ...account, passwordHash }, clock());
    if (isNew && needsFactor(account)) await giveFactor(services, account.id);
    if (!isNew) await seedIdentityNumber(db, account.person.id, account.person.identityNumber);
  }
  await seedImages(services, { persons: accounts.map(({ person }) => person.id), agencies: agencies.map(({ unitPath }) => unitPath) });
  return accounts.map((account) => ({
    login: account.login,
    password,
    ...(needsFactor(account) && { otpSecret }),
    who: `${account.person.name} – ${account.say}`,
  }));
}

const needsFactor = ({ grants }: { readonly grants: SeedAccount['grants'] }): boolean =>
  grants.some(({ needsSecondFactor }) => needsSecondFactor === true);

/** Handed over, and an authenticator with the known secret; without the node's keys it is handed over only. */
async function giveFactor({ db, clock, newId, access }: Services, account: string): Promise<void> {
  const now = clock();
  await enrolSecondFactor(db, account, 'otp', 'demo', now);
  if (!access) return;
  const id = newId();
  const secret = await access.secrets.seal(organisation.otpSecret, otpPurpose(id));
  await addFactor(db, { id, account, kind: 'otp', name: 'demo', secret, details: {}, confirmedAt: now, now });
}
