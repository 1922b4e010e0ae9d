/** A demo authority in a folder of its own, and a file signed with its keys. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DemoAuthority } from '../../keys/demo-authority/demo-authority.ts';
import { demoExchange } from '../../keys/demo-authority/demo-exchange.ts';
import type { EvidenceServices } from '../../keys/evidence/collect-evidence.ts';
import { createCrlClient } from '../../keys/evidence/crl-client.ts';
import { EvidenceCache } from '../../keys/evidence/evidence-cache.ts';
import type { Exchange } from '../../keys/evidence/exchange.ts';
import { createOcspClient } from '../../keys/evidence/ocsp-client.ts';
import { createTimeStampClient } from '../../keys/evidence/time-stamp-client.ts';
import type { Holder, KeyIdentity, SigningBackend, SigningContext } from '../../keys/signing-backend.ts';
import { complete, prepare, type TimeStamp } from '../../signing/sign-pdf.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { withRoute } from '../signing/sign-letter.ts';

export const DUONG = {
  id: 'p-6',
  name: 'Nguyễn Thị Thuỳ Dương',
  personalId: '001099000001',
  title: 'Chuyên viên',
  organization: 'Sở Tư pháp',
};
/** whose key is of the other kind */
export const KHANH = { id: 'p-2', name: 'Trần Quốc Khánh', personalId: '001099000002' };
export const AGENCY = { unitId: 'cuc.so', name: 'SỞ TƯ PHÁP', taxCode: '0100100100' };

export const nobody: Exchange = async ({ url }) => {
  throw new Error(`nobody expects a question to ${url.href}`);
};

export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-keys-'));
}

export async function makeAuthority(
  folder = temporaryFolder(),
  baseUrl = 'http://demo.test',
  clock: () => number = Date.now,
): Promise<DemoAuthority> {
  return await DemoAuthority.open({ folder: path.join(folder, 'demo-authority'), baseUrl, clock });
}

/** The clients, which reach the authority without a network. */
export function evidenceFrom(
  authority: DemoAuthority,
  { exchange = demoExchange(authority, nobody), clock = Date.now }: { readonly exchange?: Exchange; readonly clock?: () => number } = {},
): EvidenceServices {
  const revocation = { exchange, hosts: [authority.host], cache: new EvidenceCache(clock), clock };
  return {
    timeStamp: createTimeStampClient({ urls: [authority.timeStampUrl], exchange, trust: authority.trust, clock, random: randomBytes }),
    ocsp: createOcspClient(revocation),
    crl: createCrlClient(revocation),
    trust: authority.trust,
    clock,
    random: randomBytes,
  };
}

export function contextFor(holder: Holder, more: Partial<SigningContext> = {}): SigningContext {
  return { holder, requestId: randomBytes(8).toString('hex'), description: 'Tờ trình', ...more };
}

/** A request as the step makes it, over a letter. */
export function requestFor(identity: KeyIdentity, pdf = withRoute(letter()), field = 'Drafter'): ReturnType<typeof prepare> {
  return prepare(pdf, { field, time: Date.now() }, identity, randomBytes);
}

export async function signWith(
  backend: SigningBackend,
  context: SigningContext,
  { pdf, field, timeStamp }: { readonly pdf?: Buffer; readonly field?: string; readonly timeStamp?: TimeStamp } = {},
): Promise<Buffer> {
  const identity = await backend.identity(context.holder);
  const job = requestFor(identity, pdf, field);
  return await complete(job, await backend.sign(job.request, context), identity, timeStamp);
}
