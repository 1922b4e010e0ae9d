/** Passwords: argon2id (RFC 9106), and what a new one must be (seed S3 Điều 8 khoản 2: 8 characters, administrators 12 of all kinds). */
import { hash } from '@node-rs/argon2';
import { Rejection } from '../../errors.ts';
import type { RoleGrant } from '../../store/contract.ts';

/** OWASP's first choice: 19 MiB, 2 passes, 1 lane; algorithm 2 is argon2id (the package's enum cannot be imported here). */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const LONGEST = 256;
const ADMINISTRATORS = ['admin-local', 'admin-department', 'sysadmin'];

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), COST);
}

let nobodys: Promise<string> | undefined;
/** A hash that costs as much to check as a real one, for names that nobody has. */
export async function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword('nobody has this password');
  return await nobodys;
}

interface Circumstances {
  readonly current: string;
  readonly login: string;
  readonly grants: readonly RoleGrant[];
}

/** Throws Rejection validation `passwordWeak` with what is missing. */
export function checkNewPassword(next: string, { current, login, grants }: Circumstances): void {
  const administrator = grants.some(({ role }) => ADMINISTRATORS.includes(role));
  const least = administrator ? 12 : 8;
  const faults = [
    ...([...next].length < least || next.length > LONGEST ? [`${least} to ${LONGEST} characters`] : []),
    ...(next === current ? ['another password than before'] : []),
    ...(next.toLowerCase().includes(login.toLowerCase()) ? ['no account name in it'] : []),
    ...(administrator && ![/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u].every((kind) => kind.test(next))
      ? ['lower and upper case letters, a digit and another character']
      : []),
  ];
  if (faults.length === 0) return;
  throw new Rejection('validation', 'passwordWeak', `Expected a password with ${faults.join(', ')}.`, {
    details: { least, administrator },
    problems: faults.map((fault) => ({ code: 'passwordWeak', path: '/next', message: `Expected ${fault}.` })),
  });
}
