import ava from 'ava';
import type { Context } from 'koa';
import type { ClientCertificate } from '../../commands/access/client-certificate.ts';
import { useApi } from './api-server.ts';
import { addAccount, browserOf } from './signing-in.ts';

/** Whoever ends TLS leaves what it verified; here a header stands for the connection. */
const server = useApi(
  ava,
  {},
  {
    before: async (ctx: Context, next: () => Promise<void>) => {
      const shown = ctx.get('x-test-certificate');
      if (shown !== '') ctx.state['clientCertificate'] = JSON.parse(shown) as ClientCertificate;
      await next();
    },
  },
);
const test = ava.serial;

const certificate = (more: Partial<ClientCertificate> = {}): ClientCertificate => ({
  fingerprint: 'AB:'.repeat(31) + 'AB',
  subject: 'CN=Pham Van Khoa, UID=001090000001',
  issuer: 'CN=Co quan chung thuc so chuyen dung Chinh phu',
  validTo: '2099-01-01T00:00:00.000Z',
  ...more,
});
const showing = (shown: ClientCertificate) => browserOf(server, { 'x-test-certificate': JSON.stringify(shown) });

test.before('accounts', async () => {
  for (const id of ['an', 'binh', 'chi']) await addAccount(server, id, 'officer', 'cuc.hanoi');
});

const enrol = async (browser: ReturnType<typeof showing>, binding: string) =>
  await browser.ask('POST', '/api/v1/factors/certificates', { body: { name: 'USB token', binding } });

test('the certificate of the connection is enrolled, and is then asked for beside the password', async (t) => {
  const browser = showing(certificate());
  await browser.signIn('an');
  t.is((await enrol(browser, 'fingerprint')).status, 201);
  t.is((await showing(certificate()).signIn('an')).body.account, 'an', 'shown with the password: no second step');
  const without = browserOf(server);
  t.deepEqual((await without.signIn('an')).body.methods, ['certificate']);
  t.is((await without.factor({ method: 'certificate' })).body.code, 'secondFactorFailed');
  const other = showing(certificate({ fingerprint: 'CD'.repeat(32) }));
  t.is((await other.signIn('an')).body.step, 'secondFactor', 'another certificate, also of the same subject');
  const expired = showing(certificate({ validTo: '2020-01-01T00:00:00.000Z' }));
  t.is((await expired.signIn('an')).body.step, 'secondFactor');
});

test('bound to subject and issuer it stays the same when it is renewed; another issuer’s is another', async (t) => {
  const browser = showing(certificate({ subject: 'CN=Binh' }));
  await browser.signIn('binh');
  t.is((await enrol(browser, 'subject')).status, 201);
  t.is((await showing(certificate({ subject: 'CN=Binh', fingerprint: '01'.repeat(32) })).signIn('binh')).body.account, 'binh');
  t.is((await showing(certificate({ subject: 'CN=Binh', issuer: 'CN=Nobody' })).signIn('binh')).body.step, 'secondFactor');
});

test('without a certificate, or with one that somebody has, nothing is enrolled', async (t) => {
  const none = browserOf(server);
  await none.signIn('chi');
  t.is((await enrol(none, 'fingerprint')).body.code, 'certificateMissing');
  const taken = showing(certificate());
  await taken.signIn('chi');
  t.is((await enrol(taken, 'fingerprint')).body.code, 'factorTaken');
  t.is((await enrol(taken, 'serial')).status, 400);
  t.deepEqual((await none.ask('GET', '/api/v1/factors')).body.factors, []);
  t.is((await none.ask('GET', '/api/v1/session/methods')).body.certificate, false);
  t.is((await taken.ask('GET', '/api/v1/session/methods')).body.certificate, true);
});
