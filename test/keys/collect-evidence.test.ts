import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { demoListener } from '../../keys/demo-authority/demo-listener.ts';
import { collectEvidence, type EvidenceServices } from '../../keys/evidence/collect-evidence.ts';
import { createExchange } from '../../keys/evidence/exchange.ts';
import { evidenceFault } from '../../keys/evidence/evidence-fault.ts';
import { keyUnavailable } from '../../keys/key-fault.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { DUONG, contextFor, evidenceFrom, makeAuthority, signWith } from './made-authority.ts';

const holder = { kind: 'person', id: DUONG.id } as const;
const authority = await makeAuthority();
await authority.ensurePerson(DUONG);
const services = evidenceFrom(authority);
const down = async (): Promise<Buffer> => await Promise.reject(keyUnavailable('serviceDown', 'Expected it to be up.'));
const stamped = await signWith(authority.backend(), contextFor(holder), { timeStamp: services.timeStamp });
const unstamped = await signWith(authority.backend(), contextFor(holder));
const with_ = (more: Partial<EvidenceServices>): EvidenceServices => ({ ...services, ...more });

test('without OCSP the lists do', async (t) => {
  const { level, pending } = await collectEvidence(stamped, with_({ ocsp: down }));
  t.deepEqual([level, pending], ['B-LTA', []]);
});

test('without any evidence the file stays as it was, and each certificate is named that nobody could tell about', async (t) => {
  const { pdf, pending, level } = await collectEvidence(stamped, with_({ ocsp: down, crl: down }));
  t.true(pdf.equals(stamped));
  t.is(level, 'B-B', 'a time-stamp whose authority nobody vouches for proves nothing');
  t.deepEqual(
    pending.map(({ kind, code, certificate, mayPass }) => [kind, code, certificate, mayPass]),
    [
      ['revocation', 'keys.serviceDown', '[DEMO] Nguyễn Thị Thuỳ Dương', true],
      ['revocation', 'keys.serviceDown', '[DEMO] Issuing CA', true],
      ['revocation', 'keys.serviceDown', '[DEMO] Time-stamp authority', true],
    ],
  );
});

test('what will not pass by itself says so', async (t) => {
  const never = async (): Promise<Buffer> => await Promise.reject(evidenceFault('answerUntrusted', 'Expected another signer.'));
  const { pending } = await collectEvidence(stamped, with_({ ocsp: never, crl: never }));
  t.deepEqual(new Set(pending.map(({ code, mayPass }) => `${code} ${mayPass}`)), new Set(['evidence.answerUntrusted false']));
});

test('without a time-stamp authority the file has its evidence, and goes on from there later', async (t) => {
  const first = await collectEvidence(stamped, with_({ timeStamp: down }));
  t.deepEqual([first.level, first.pending.map(({ kind, code }) => `${kind} ${code}`)], ['B-LT', ['timeStamp keys.serviceDown']]);
  t.true(first.pdf.subarray(0, stamped.length).equals(stamped), 'only appended');
  const second = await collectEvidence(first.pdf, with_({ ocsp: down, crl: down }));
  t.deepEqual([second.level, second.pending], ['B-LTA', []], 'evidence that is in the file is not asked for again');
  const third = await collectEvidence(second.pdf, with_({ ocsp: down, crl: down, timeStamp: down }));
  t.true(third.pdf.equals(second.pdf), 'what is whole is left alone');
  t.deepEqual(third.pending, []);
});

test('a signature without a time-stamp of its own is proven by two over the document', async (t) => {
  const { level, pending, report } = await collectEvidence(unstamped, services);
  t.deepEqual([level, pending, report.indication], ['B-LTA', [], 'TOTAL-PASSED']);
  t.is(report.signatures.filter(({ kind }) => kind === 'documentTimeStamp').length, 2);
});

test('a file that is broken, or signed by somebody whom nobody trusts, gets no evidence, and one that is no PDF is refused', async (t) => {
  const broken = Buffer.from(stamped);
  const at = broken.indexOf('Tj') - 4;
  broken[at] = (broken[at] ?? 0) ^ 1;
  const result = await collectEvidence(broken, services);
  t.deepEqual([result.pdf.equals(broken), result.pending.map(({ code }) => code)], [true, ['evidence.levelNotReached']]);
  const other = evidenceFrom(await makeAuthority());
  const strange = await collectEvidence(stamped, other);
  t.true(strange.pdf.equals(stamped));
  t.deepEqual(
    strange.pending.map(({ code }) => code),
    ['evidence.chainMissing'],
  );
  t.is((await collectEvidence(Buffer.from('no PDF'), services)).level, null);
  t.is((await collectEvidence(letter(), services)).level, null);
});

test('the circle over HTTP: the demo authority is served below a path, and everything else goes on', async (t) => {
  let served: Awaited<ReturnType<typeof makeAuthority>> | undefined;
  const others: string[] = [];
  const server = createServer((request, response) => {
    const otherwise = (): void => {
      others.push(`${request.method} ${request.url}`);
      response.writeHead(404).end();
    };
    if (served) demoListener(served, otherwise, (error) => t.fail(String(error)))(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  served = await makeAuthority(undefined, url);
  await served.ensurePerson(DUONG);
  const exchange = createExchange();
  t.teardown(() => exchange.close());
  const remote = evidenceFrom(served, { exchange });
  const signed = await signWith(served.backend(), contextFor(holder), { timeStamp: remote.timeStamp });
  const { level, pending } = await collectEvidence(signed, remote);
  t.deepEqual([level, pending], ['B-LTA', []]);
  t.is((await fetch(`${url}/demo-authority/root.cer`)).headers.get('content-type'), 'application/pkix-cert');
  t.is((await fetch(`${url}/demo-authority/nothing?x`)).status, 404);
  t.is((await fetch(`${url}/api`)).status, 404);
  t.deepEqual(others, ['GET /demo-authority/nothing?x', 'GET /api']);
  await t.throwsAsync(fetch(`${url}/demo-authority/ocsp`, { method: 'POST', body: 'x'.repeat(1_000_000) }));
});
