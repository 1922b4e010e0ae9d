/** What is signed is what is shown, whatever the server says: each lie about a document is found by the agent, and its key is never asked. */
import { createHash, randomBytes } from 'node:crypto';
import ava, { type ExecutionContext } from 'ava';
import type { AskedDocument, AskedRequest } from '../../agent/agent-protocol.ts';
import { checkDocument, Tampered } from '../../agent/check-document.ts';
import { prepare } from '../../signing/sign-pdf.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import { letter } from '../signing/pdfs/letter.ts';
import { makePki } from '../signing/pki/test-pki.ts';
import { signLetter, withRoute } from '../signing/sign-letter.ts';
import { useSigningDesk } from './signing-desk.ts';

const pki = await makePki();
const drafter = await pki.issue({ name: 'Người ký', uid: 'CCCD:001099000001' });
const other = await pki.issue({ name: 'Người khác', uid: 'CCCD:001099000002' });
const desk = useSigningDesk(ava);
const test = ava.serial;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** As the server prepares it. */
async function prepared(by = drafter, field = 'Drafter') {
  const identity = { certificate: by.certificate, chain: [pki.issuing.certificate] };
  const { prepared: file, request } = prepare(withRoute(letter()), { field, time: pki.now }, identity, randomBytes);
  return { pdf: file.pdf, request };
}

function asked(
  pdf: Buffer,
  { attributes, digest, algorithm }: { attributes: Buffer; digest: Buffer; algorithm: string },
  more = {},
): AskedDocument {
  const texts = { attributes: attributes.toString('base64'), digest: digest.toString('base64') };
  return {
    place: 0,
    name: 'd',
    capacity: 'personal',
    field: 'Drafter',
    shown: sha256(pdf),
    size: pdf.length,
    algorithm,
    ...texts,
    ...more,
  };
}

const finds = (t: ExecutionContext, pdf: Buffer, document: AskedDocument, certificate: Certificate = drafter.certificate): void =>
  void t.throws(() => checkDocument(pdf, document, certificate), { instanceOf: Tampered });

test('what is asked for is what the bytes come to', async (t) => {
  const { pdf, request } = await prepared();
  t.deepEqual(checkDocument(pdf, asked(pdf, request), drafter.certificate), request);
});

test('other bytes than were shown, and shown bytes with another digest, are found', async (t) => {
  const [one, two] = [await prepared(), await prepared()];
  finds(t, two.pdf, asked(one.pdf, one.request));
  finds(t, two.pdf, asked(two.pdf, one.request));
  finds(t, one.pdf, asked(one.pdf, one.request, { digest: two.request.digest.toString('base64') }));
  finds(t, one.pdf, asked(one.pdf, one.request, { attributes: two.request.attributes.toString('base64') }));
  finds(t, one.pdf, asked(one.pdf, one.request, { algorithm: 'rsa-sha256' }));
});

test('every byte of the file counts, before and after the signature', async (t) => {
  const { pdf, request } = await prepared();
  for (const at of [100, Math.floor(pdf.length / 3), pdf.length - 200]) {
    const changed = Buffer.from(pdf);
    changed[at] = (changed[at] ?? 0) ^ 1;
    finds(t, changed, asked(changed, request));
  }
});

test('attributes for another certificate, a field that is not there, and a signature that was given are found', async (t) => {
  const { pdf, request } = await prepared();
  finds(t, pdf, asked(pdf, request), other.certificate);
  finds(t, pdf, asked(pdf, request, { field: 'Leader' }));
  finds(t, pdf, asked(pdf, request, { field: 'Nobody' }));
  const signed = await signLetter(pki, withRoute(letter()), { by: drafter });
  finds(t, signed, asked(signed, request));
  finds(t, Buffer.from('no PDF at all'), asked(Buffer.from('no PDF at all'), request));
});

test('a byte range that leaves out more, or ends before the file does, is found', async (t) => {
  const { pdf, request } = await prepared();
  const longer = Buffer.concat([pdf, Buffer.from('\n% hidden\n')]);
  finds(t, longer, asked(longer, request));
  const text = pdf.toString('latin1');
  const [range = ''] = /\/ByteRange\[0 +\d+ +\d+ +\d+\]/.exec(text) ?? [];
  const [, start = '', end = '', rest = ''] = /\[0 +(\d+) +(\d+) +(\d+)\]/.exec(range) ?? [];
  const wider = `/ByteRange[0 ${String(Number(start) - 50).padStart(10)} ${end.padStart(10)} ${rest.padStart(10)}]`;
  t.is(wider.length, range.length);
  const moved = Buffer.from(
    text.replace(range, () => wider),
    'latin1',
  );
  finds(t, moved, asked(moved, request));
});

/** A server, or somebody in between, that lies about one thing. */
async function lied(t: ExecutionContext, server: (honest: ReturnType<typeof desk.agent>['client']) => object, refusal = 'tampered') {
  const [paired, key] = [await desk.pair('lan'), await desk.key('person-lan')];
  const honest = desk.agent(paired, key).client;
  const agent = desk.agent(paired, key, { server: server(honest) });
  const { body } = await desk.ask('lan');
  await agent.work();
  t.is(agent.signed(), 0);
  t.like(await desk.signing('lan', body.id), { state: 'prepared', agent: { state: 'refused', refusal } });
  return agent;
}
const altered =
  (change: (document: AskedDocument) => Partial<AskedDocument>) =>
  (honest: { requests(wait: number): Promise<readonly AskedRequest[]> }) => ({
    requests: async (wait: number) =>
      (await honest.requests(wait)).map((one) => ({ ...one, documents: one.documents.map((each) => ({ ...each, ...change(each) })) })),
  });

test('an agent that is sent another document refuses, tells its person, and the page shows it', async (t) => {
  const agent = await lied(t, (honest) => ({
    async document(request: string, place: number) {
      const pdf = Buffer.from(await honest.document(request, place));
      pdf[500] = (pdf[500] ?? 0) ^ 1;
      return pdf;
    },
  }));
  t.true(agent.said.some((text) => text.startsWith('REFUSED')));
  t.false(
    agent.said.some((text) => text.includes('PIN')),
    'nobody is asked for a PIN',
  );
});

test('an agent that is asked to sign something else than it is shown refuses', async (t) => {
  const elsewhere = createHash('sha256').update('another contract').digest('base64');
  await lied(
    t,
    altered(() => ({ digest: elsewhere })),
  );
  await lied(
    t,
    altered(() => ({ attributes: Buffer.from('another').toString('base64'), digest: elsewhere })),
  );
  await lied(
    t,
    altered(() => ({ field: 'personal-2' })),
  );
});

test('an agent that is asked by another certificate than its own refuses', async (t) => {
  const server = (honest: { requests(wait: number): Promise<readonly AskedRequest[]> }) => ({
    requests: async (wait: number) => (await honest.requests(wait)).map((one) => ({ ...one, certificate: '0'.repeat(64) })),
  });
  await lied(t, server, 'otherCertificate');
});
