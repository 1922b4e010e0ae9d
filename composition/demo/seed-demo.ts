/** A small made-up organisation with known passwords, so that the product can be tried at once. Never in production. */
import { hash } from '@node-rs/argon2';
import type { Database } from '../../store/connection.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';
import organisation from './organisation.json' with { type: 'json' };

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly who: string;
}

/** Adds what is missing and changes nothing that is there. */
export async function seedDemo(db: Database, now: string): Promise<readonly DemoAccount[]> {
  await saveUnits(db, organisation.units);
  let passwordHash: string | undefined;
  for (const { say: _, ...account } of organisation.accounts) {
    passwordHash ??= await hash(organisation.password);
    await seedAccount(db, { ...account, passwordHash }, now);
  }
  return organisation.accounts.map(({ login, say, person }) => ({
    login,
    password: organisation.password,
    who: `${person.name} – ${say}`,
  }));
}
