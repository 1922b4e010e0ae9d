/** What a request begins with: the account as it is, so that only what shall change is typed. */
import type { JsonObject } from '../../../forms/form.ts';
import type { AccountDetail } from '../shared/types.ts';
import { dayBefore } from './position-text.ts';
import type { Operation } from './proposal.ts';

/** The law's day of an instant. */
const dayOf = (instant: string): string => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

/** `unitPath`: where a new account is asked for. */
export function firstRequest(operation: Operation, account: AccountDetail | undefined, unitPath: string | undefined): JsonObject {
  if (!account) return { operation, ...(unitPath !== undefined && { unitPath, grants: [{ unitPath }] }) };
  const { id, personName, login, title, email, phone, kind, dataScope } = account;
  const about = { operation, account: id, personName, ...(operation !== 'TRANSFER' && { unitPath: account.unitPath }) };
  if (operation === 'LOCK' || operation === 'UNLOCK' || operation === 'REVOKE') return about;
  const scope: JsonObject = dataScope === undefined ? {} : { dataScope };
  if (operation === 'GRANT') return { ...about, ...scope, positions: positionsOf(account), ...rightsOf(account) };
  const person = {
    userGroup: kind,
    ...(title !== undefined && { personTitle: title }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
  if (operation === 'TRANSFER') return { ...about, ...person, ...scope };
  return { ...about, ...person, login, positions: positionsOf(account) };
}

const standing = ({ positions }: AccountDetail): AccountDetail['positions'] =>
  positions.filter(({ validTo }) => validTo === undefined || validTo > dayOf(new Date().toISOString()));

/** The complete list is asked for: what it leaves out ends. */
const positionsOf = (account: AccountDetail): JsonObject[] =>
  standing(account).map(({ title, unitPath, validFrom, validTo }) => ({
    title,
    unitPath,
    from: validFrom,
    ...(validTo !== undefined && { to: dayBefore(validTo) }),
  }));

function rightsOf(account: AccountDetail): JsonObject {
  const now = new Date().toISOString();
  const grants = account.grants.filter(({ validTo }) => validTo === undefined || validTo > now);
  const positions = standing(account);
  const until = new Set(grants.map(({ validTo }) => validTo));
  const [last] = until;
  return {
    grants: grants.map(({ role, unitPath, position }) => {
      const at = positions.findIndex(({ id }) => id === position);
      return { role, unitPath, ...(at >= 0 && { position: String(at + 1) }) };
    }),
    // one day for all is what the form can say
    ...(until.size === 1 &&
      last !== undefined &&
      grants.every(({ position }) => position === undefined) && { expiryDate: dayBefore(dayOf(last)) }),
  };
}
