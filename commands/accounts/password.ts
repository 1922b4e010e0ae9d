/** Passwords: argon2id (RFC 9106), and what a new one must be (S3 Điều 8 khoản 2), by the register of the day. */
import { hash, verify } from '@node-rs/argon2';
import { Rejection, type Problem } from '../../errors.ts';
import type { Services } from '../contract.ts';
import { accessLength, accessNumber, accessWords } from '../access/access-value.ts';
import { guesses, type Owner } from '../access/guessable.ts';
import texts from '../access/password-faults.json' with { type: 'json' };

/** OWASP's first choice: 19 MiB, 2 passes, 1 lane; algorithm 2 is argon2id (the package's enum cannot be imported here). */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const LONGEST = 256;
const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u];

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), COST);
}

/** Costs the same where there is no hash: a name that nobody has. */
export async function matchesPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash()), password.normalize('NFC'));
  return matches && passwordHash !== undefined;
}

let nobodys: Promise<string> | undefined;
async function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword('nobody has this password');
  return await nobodys;
}

export interface PasswordRules {
  readonly least: number;
  readonly classes: number;
  readonly age: Temporal.DurationLike;
  readonly history: number;
  readonly administrator: boolean;
  readonly hasLeaked: (password: string) => Promise<boolean>;
}

/** `roles`: that the account holds. */
export async function passwordRules(services: Services, roles: readonly string[], now: string): Promise<PasswordRules> {
  const adminRoles = await accessWords(services, 'access.password.admin_roles', now);
  const administrator = roles.some((role) => adminRoles.includes(role));
  const whose = administrator ? 'admin' : 'user';
  return {
    administrator,
    hasLeaked: services.access?.hasLeaked ?? (async () => await Promise.resolve(false)),
    least: await accessNumber(services, `access.password.length.${whose}`, now),
    classes: administrator ? await accessNumber(services, 'access.password.classes.admin', now) : 0,
    age: await accessLength(services, `access.password.age.${whose}`, now),
    history: await accessNumber(services, 'access.password.history', now),
  };
}

/** When a password that was set at `since` has to be changed: ISO instant. */
export const passwordExpiry = (since: string, age: Temporal.DurationLike): string =>
  new Date(Temporal.Instant.from(since).toZonedDateTimeISO('UTC').add(age).epochMilliseconds).toISOString();

/** `earlier`: hashes of the present one and of those before it. Throws Rejection validation `passwordWeak` with every fault. */
export async function checkNewPassword(next: string, rules: PasswordRules, owner: Owner, earlier: readonly string[]): Promise<void> {
  const { least, classes, history, administrator, hasLeaked } = rules;
  const password = next.normalize('NFC');
  const faults: (keyof typeof texts)[] = [];
  if ([...password].length < least || password.length > LONGEST) faults.push('length');
  if (CLASSES.filter((kind) => kind.test(password)).length < classes) faults.push('classes');
  faults.push(...guesses(password, owner));
  if (await hasLeaked(password)) faults.push('leaked');
  // what is refused anyway need not be compared: each comparison costs as much as a sign-in
  if (faults.length === 0 && (await wasUsed(password, earlier.slice(0, history + 1)))) faults.push('used');
  if (faults.length === 0) return;
  const values = { least, most: LONGEST, classes };
  throw new Rejection('validation', 'passwordWeak', `Expected a password without these faults: ${faults.join(', ')}.`, {
    details: { least, administrator },
    problems: faults.map((fault) => problemOf(fault, values)),
  });
}

async function wasUsed(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const earlier of hashes) if (await verify(earlier, password)) return true;
  return false;
}

function problemOf(fault: keyof typeof texts, values: Readonly<Record<string, number>>): Problem {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const text = { vi: fill(texts[fault].vi), en: fill(texts[fault].en) };
  return { code: `passwordWeak.${fault}`, path: '/next', message: text.en, details: { text } };
}
