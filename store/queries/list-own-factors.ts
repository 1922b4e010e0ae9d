/** The second factors of an account as their holder sees them: no secret, no key. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface OwnFactor {
  readonly id: string;
  readonly kind: 'otp' | 'passkey' | 'certificate';
  readonly name: string;
  readonly confirmed: boolean;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly validTo?: string;
}

const LIST = statement(`
  select id, kind, name, confirmed_at is not null as confirmed, created_at as "createdAt", last_used_at as "lastUsedAt", valid_to as "validTo"
  from factor where account = $1 and ended_at is null order by created_at, id`);
const CODES = statement('select count(*)::int as left from recovery_code where account = $1 and used_at is null');

export async function listOwnFactors(
  db: Database,
  account: string,
): Promise<{ readonly factors: readonly OwnFactor[]; readonly recoveryCodes: number }> {
  const rows = await rowsOf<Record<string, unknown>>(db, LIST, [account]);
  const [codes] = await rowsOf<{ left: number }>(db, CODES, [account]);
  const factors = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as OwnFactor);
  return { factors, recoveryCodes: codes?.left ?? 0 };
}
