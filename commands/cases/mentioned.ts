/** Whom a comment speaks to: each must be able to read the case, or a notice would tell what is not theirs to know. */
import type { CaseRecord } from '../../store/contract.ts';
import { findActiveAccounts } from '../../store/queries/active-accounts.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { can } from '../../policies/can.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import { abilityOf } from '../rights/acting.ts';

/** Their accounts. `named`: ids of persons or accounts. Throws validation `mentionInvalid`. */
export async function mentionedAccounts(
  services: Services,
  record: CaseRecord,
  named: readonly string[],
  now: string,
): Promise<readonly string[]> {
  const accounts: string[] = [];
  for (const name of new Set(named)) {
    const theirs = await findActiveAccounts(services.db, name);
    const readers: string[] = [];
    for (const account of theirs) if (await mayRead(services, record, account, now)) readers.push(account);
    if (readers.length === 0)
      throw invalidInput('mentionInvalid', 'mentions', `Expected '${name}' to be somebody who can read the case.`, 'mentionInvalid');
    accounts.push(...readers);
  }
  return [...new Set(accounts)];
}

async function mayRead(services: Services, record: CaseRecord, account: string, now: string): Promise<boolean> {
  const rights = await loadRights(services.db, account, now);
  if (rights?.state !== 'active') return false;
  const ability = abilityOf(services, { account, person: rights.person, roles: rights.grants });
  return can(ability, 'read', 'Case', { ...record }).allowed;
}
