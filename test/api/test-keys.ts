/** Keys for whoever signs in a test of the API: each person gets one with the number that the register has, or gets, of them. */
import { randomBytes } from 'node:crypto';
import type { KeyHolder, SigningServices } from '../../commands/signing/signing-services.ts';
import type { Database } from '../../store/connection.ts';
import { makePki, type TestPki } from '../signing/pki/test-pki.ts';
import type { Issued } from '../signing/pki/test-authority.ts';
import { keyOf } from '../signing/sign-letter.ts';

interface Answer {
  readonly status: number;
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

const AGENCY = '0100100100';
const LEAD_MS = 86_400_000;
/** shorter than that of the issuing authority */
const LIFE_MS = 9 * 365 * LEAD_MS;

export interface TestKeys extends SigningServices {
  /** somebody's key itself, to be put on a token */
  keyFor(holder: KeyHolder): Promise<Issued>;
  /** who issued it */
  readonly issuing: Issued;
}

export async function testKeys(db: Database, since = Date.now() - LEAD_MS): Promise<TestKeys> {
  // valid since yesterday: tests move their clocks forward only
  const pki = await makePki(since);
  const keys = new Map<string, Promise<Issued>>();
  const keyFor = async (holder: KeyHolder): Promise<Issued> => {
    const name = holder.capacity === 'personal' ? holder.person : holder.unitPath;
    const key = keys.get(name) ?? issue(db, pki, holder, keys.size);
    keys.set(name, key);
    return await key;
  };
  return {
    keyFor,
    issuing: pki.issuing,
    anchors: () => pki.anchors,
    backends: new Map([
      [
        'demo',
        {
          identity: async (holder) => ({ certificate: (await keyFor(holder)).certificate, chain: [pki.issuing.certificate] }),
          async sign(holder, requests) {
            const key = keyOf(await keyFor(holder));
            return await Promise.all(requests.map(async (request) => await key(request)));
          },
        },
      ],
    ]),
    random: randomBytes,
  };
}

async function issue(db: Database, pki: TestPki, holder: KeyHolder, count: number): Promise<Issued> {
  if (holder.capacity === 'agencySeal') {
    const insert = `insert into agency_fact (unit_path, number, place, reason, account, at) values ($1, $2, 'Hà Nội', $3, $4, now())`;
    await db.pool.query(insert, [holder.unitPath, AGENCY, 'test', 'root']);
    return await pki.issue({ name: holder.unitPath, uid: `MST:${AGENCY}`, notAfter: pki.now + LIFE_MS });
  }
  const number = `0010800${String(count).padStart(5, '0')}`;
  const update = 'update person set identity_number = coalesce(identity_number, $2) where id = $1 returning identity_number';
  const { rows } = await db.pool.query<{ identity_number: string }>(update, [holder.person, number]);
  return await pki.issue({ name: holder.person, uid: `CCCD:${rows[0]?.identity_number ?? number}`, notAfter: pki.now + LIFE_MS });
}

type Ask = (method: string, path: string, ask: { readonly body: object }) => Promise<Answer>;

/** Completes a claimed task by signing what it asks for; `registry` seals where that is asked for. The answer that refuses, or the last. */
export async function signTask(signer: Ask, at: string, body: object, registry?: Ask): Promise<Answer> {
  const begun = await signer('POST', `${at}/signings`, { body: { ...body, key: { method: 'demo' } } });
  if (begun.status !== 201) return begun;
  const given = await give(signer, begun);
  if (given.body.state !== 'prepared' || !registry) return given;
  const seal = await registry('POST', `/api/v1/signings/${given.body.id}/seal`, { body: { key: { method: 'demo' } } });
  return seal.status === 200 ? await give(registry, seal) : seal;
}

async function give(signer: Ask, { body }: Answer): Promise<Answer> {
  const items = body.signatures as readonly { readonly state: string; readonly shown?: string }[];
  const shown = items.flatMap((item) => (item.state === 'ready' ? [item.shown] : []));
  return await signer('POST', `/api/v1/signings/${body.id}/signatures`, { body: { shown } });
}
