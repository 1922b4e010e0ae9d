/** An office whose persons have keys: a court clerk who drafts, a manager who signs, a registry that keeps the seal. */
import { createHash, randomBytes } from 'node:crypto';
import type { TestFn } from 'ava';
import type { Actor } from '../../../engine/command.ts';
import type { CommandOf, Services, StepOutcome } from '../../../commands/contract.ts';
import { ELSEWHERE } from '../../../commands/signing/signer-identity.ts';
import type { KeyHolder } from '../../../commands/signing/signing-services.ts';
import type { SigningView } from '../../../commands/signing/signing-view.ts';
import { SHIPPED_RULES } from '../../../policies/shipped-rules.ts';
import { readRuleFile } from '../../../policies/read-rule-file.ts';
import { loadItems } from '../../../store/repositories/signing-items.ts';
import { seedAccount } from '../../../store/repositories/accounts.ts';
import { makePki, type TestPki } from '../../signing/pki/test-pki.ts';
import type { Issued } from '../../signing/pki/test-authority.ts';
import { keyOf } from '../../signing/sign-letter.ts';
import { NOW, person, useOffice, type Office } from '../fixtures.ts';

export const REGISTRY = person('registry');
export const NUMBERS = { manager: '001080000001', manager2: '001080000002', registry: '001080000003' } as const;
export const AGENCY = '0100100100';

const RULES = readRuleFile({
  role: 'registry',
  rules: [
    { id: 'seal', effect: 'allow', subject: 'Task', actions: ['seal'], conditions: { unitPath: { $under: '${units}' } }, citation: 'test' },
  ],
});

export interface SigningOffice extends Office {
  readonly pki: TestPki;
  keys(holder: 'manager' | 'manager2' | 'registry' | 'seal'): Issued;
  /** begins, and signs what is shown to this person with a key of one's own */
  sign(actor: Actor, input: Omit<CommandOf<'beginSigning'>, 'type' | 'key'>, holder?: 'manager' | 'manager2'): Promise<Signed>;
  give(actor: Actor, view: SigningView, holder: 'manager' | 'manager2' | 'seal'): Promise<Signed>;
  begin(actor: Actor, input: Omit<CommandOf<'beginSigning'>, 'type' | 'key'>, holder?: Holder): Promise<SigningView>;
  seal(view: SigningView): Promise<Signed>;
}
type Holder = 'manager' | 'manager2' | 'registry' | 'seal';
export type Signed = SigningView & { readonly step?: StepOutcome };

/** `more`: of what signing needs, read when it is needed */
export function useSigningOffice(
  test: TestFn,
  more: Partial<NonNullable<Services['signing']>> = {},
  also: Partial<Services> = {},
): SigningOffice {
  const keys = new Map<string, Issued>();
  let pki: TestPki | undefined;
  const holder = (of: KeyHolder): Issued => issued(of.capacity === 'agencySeal' ? 'seal' : of.person.replace('person-', ''));
  const issued = (name: string): Issued => {
    const found = keys.get(name);
    if (!found) throw new Error(`${name} has no key.`);
    return found;
  };
  const identity = (one: Issued) => ({ certificate: one.certificate, chain: pki ? [pki.issuing.certificate] : [] });
  const signing: NonNullable<Services['signing']> = {
    anchors: () => pki?.anchors ?? [],
    backends: new Map([
      [
        'demo',
        {
          identity: async (of) => identity(holder(of)),
          sign: async (of, requests) => await Promise.all(requests.map(async (request) => await keyOf(holder(of))(request))),
        },
      ],
    ]),
    random: randomBytes,
    ...more,
  };
  const office = useOffice(test, { signing, rules: [...SHIPPED_RULES, RULES], ...also });
  test.serial.before(async () => {
    pki = await makePki(Date.parse(NOW));
    for (const [name, number] of Object.entries(NUMBERS)) keys.set(name, await pki.issue({ name, uid: `CCCD:${number}` }));
    keys.set('seal', await pki.issue({ name: 'Cơ quan', uid: `MST:${AGENCY}`, key: 'rsa-2048' }));
    const { db } = office;
    const holderOfSeal = { id: REGISTRY.person ?? '', name: 'registry', unitPath: 'cuc.hanoi' };
    const grants = [{ role: 'registry', unitPath: 'cuc.hanoi' }];
    await seedAccount(db, { id: 'registry', login: 'registry', person: holderOfSeal, grants }, '2026-01-01T00:00:00.000Z');
    for (const [name, number] of Object.entries(NUMBERS))
      await db.pool.query('update person set identity_number = $2 where id = $1', [`person-${name}`, number]);
    await db.pool.query(
      `insert into agency_fact (unit_path, number, place, reason, account, at) values ('cuc', $1, 'Hà Nội', 'test', 'sysadmin', $2)`,
      [AGENCY, NOW],
    );
  });
  const keyInput = (name: Holder) => {
    const { certificate } = issued(name);
    const chain = pki ? [pki.issuing.certificate.der.toString('base64')] : [];
    return { method: ELSEWHERE, certificate: certificate.der.toString('base64'), chain };
  };
  const fresh = () => ({ authenticatedAt: office.services.clock() });
  const give: SigningOffice['give'] = async (actor, view, name) => {
    const ready = (await loadItems(office.db, view)).filter((item) => item.ready && item.signedSha256 === undefined);
    const signatures = await Promise.all(
      ready.map(async ({ ready: shown }) => {
        if (!shown) throw new Error('Nothing is shown.');
        return (await keyOf(issued(name))(shown)).toString('base64');
      }),
    );
    const shown = ready.map((item) => item.ready?.shownSha256 ?? '');
    return await office.run<'giveSignatures'>(actor, { type: 'giveSignatures', signing: view.id, shown, signatures }, fresh());
  };
  const begin: SigningOffice['begin'] = async (actor, input, name = 'manager') =>
    await office.run<'beginSigning'>(actor, { type: 'beginSigning', ...input, key: keyInput(name) }, fresh());
  return {
    get db() {
      return office.db;
    },
    get services() {
      return office.services;
    },
    get pki() {
      if (!pki) throw new Error('The authority is open while tests run.');
      return pki;
    },
    pass: office.pass,
    run: office.run,
    keys: issued,
    begin,
    give,
    sign: async (actor, input, name = 'manager') => await give(actor, await begin(actor, input, name), name),
    seal: async (view) => {
      const shown = await office.run<'beginSeal'>(REGISTRY, { type: 'beginSeal', signing: view.id, key: keyInput('seal') }, fresh());
      return await give(REGISTRY, shown, 'seal');
    },
  };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
