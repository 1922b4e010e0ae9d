import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { loadConfig } from '../config.ts';
import { Rejection } from '../errors.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://a:b@db/cases?sslmode=verify-full',
  RECORD_KEY_FILE: '/etc/key.pem',
  KEY_FILE: '/run/keys',
  CLAMD_URL: 'unix:/run/clamav/clamd.ctl',
};

test('without any variable the product runs on a laptop: loopback, port 8080, embedded database', (t) => {
  const config = loadConfig({}, true);
  t.like(config, {
    production: false,
    host: '127.0.0.1',
    port: 8080,
    trustedProxies: 0,
    databaseUrl: undefined,
    migrateAtStart: true,
    demo: true,
  });
  t.is(config.dataFolder, path.resolve('data'));
  t.deepEqual(config.log, { level: 'info', format: 'lines' });
});

test('production listens on every address, logs JSON and does not migrate by itself', (t) => {
  const config = loadConfig({ ...PRODUCTION }, true);
  t.like(config, {
    production: true,
    host: '::',
    migrateAtStart: false,
    demo: false,
    databaseUrl: 'postgres://a:b@db/cases?sslmode=verify-full',
  });
  t.is(config.log.format, 'json');
});

test('an empty variable counts as absent', (t) => {
  t.is(loadConfig({ PORT: '', DATABASE_URL: ' ' }, true).port, 8080);
});

test('every wrong variable is named with its remedy, all at once', (t) => {
  const env = {
    PORT: '80a',
    LOG_LEVEL: 'loud',
    TRUST_PROXY: '-1',
    NODE_ENV: 'prod',
    MIGRATE: 'yes',
    WORKER: '1',
    POOL_SIZE: '0',
    ROOT_UNIT: 'a b',
  };
  const error = t.throws(() => loadConfig(env, true), { instanceOf: Rejection });
  t.is(new Set(error?.problems.map((problem) => problem.path)).symmetricDifference(new Set(Object.keys(env))).size, 0);
  t.regex(error?.message ?? '', /PORT is "80a"\. Set it to a whole number from 0 to 65535\./);
  t.regex(error?.message ?? '', /LOG_LEVEL is "loud"\. Set it to one of trace, debug/);
});

test('a wrong DATABASE_URL is refused without showing its password', (t) => {
  for (const value of ['mysql://a:secret@db/x', 'secret', 'postgresql://a:secret@db', 'postgresql://a:secret@db:99999999/x']) {
    const error = t.throws(() => loadConfig({ DATABASE_URL: value }, true), { instanceOf: Rejection });
    t.regex(error?.message ?? '', /DATABASE_URL is not the address/);
    t.notRegex(JSON.stringify(error) + String(error?.message), /secret/);
  }
});

test('a socket address is a database address', (t) => {
  const value = 'postgresql://app@/cases?host=%2Frun%2Fpostgresql';
  t.is(loadConfig({ DATABASE_URL: value }, true).databaseUrl, value);
});

test('the made-up organisation is refused in production', (t) => {
  t.throws(() => loadConfig({ NODE_ENV: 'production', DEMO: 'true' }, true), { message: /DEMO is on in production/ });
});

test('the settings cannot be changed afterwards', (t) => {
  const config = loadConfig({}, true);
  t.true(Object.isFrozen(config));
  t.true(Object.isFrozen(config.log));
});

test('a crash point may be named for tests of durability, and is refused in production', (t) => {
  t.is(loadConfig({ TRINHKY_CRASH_AT: 'stepSaved:2' }, true).crashAt, 'stepSaved:2');
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@db/cases?sslmode=verify-full', TRINHKY_CRASH_AT: 'stepSaved' };
  const error = t.throws(() => loadConfig(env, true), { instanceOf: Rejection });
  t.regex(error.message, /TRINHKY_CRASH_AT is set in production/);
});

test('mail needs a server and a sender, and no sender can bring a header', (t) => {
  const smtp = { SMTP_URL: 'smtps://a:secret@mail.gov.vn', MAIL_FROM: 'Trình Ký <no-reply@toaan.gov.vn>' };
  t.deepEqual(loadConfig(smtp, true).smtp, { url: smtp.SMTP_URL, from: smtp.MAIL_FROM, secure: false });
  t.is(loadConfig({ ...PRODUCTION, ...smtp }, true).smtp?.secure, true);
  t.is(loadConfig({ ...PRODUCTION, ...smtp, PLAIN_CONNECTIONS: 'mail' }, true).smtp?.secure, false);
  t.is(loadConfig({}, true).smtp, undefined);
  const refused = (env: Record<string, string>): string => {
    const error = t.throws(() => loadConfig(env, true), { instanceOf: Rejection });
    return error.problems.map(({ path: name }) => name).join();
  };
  t.is(refused({ SMTP_URL: smtp.SMTP_URL }), 'MAIL_FROM');
  t.is(refused({ MAIL_FROM: smtp.MAIL_FROM }), 'SMTP_URL');
  t.is(refused({ ...smtp, SMTP_URL: 'http://mail' }), 'SMTP_URL');
  for (const from of ['nobody', 'a@b', 'A\r\nBcc: x@y.vn <a@b.vn>', 'a@b.vn, c@d.vn'])
    t.is(refused({ ...smtp, MAIL_FROM: from }), 'MAIL_FROM');
  t.false((t.throws(() => loadConfig({ ...smtp, SMTP_URL: 'ftp://a:secret@x' }, true))?.message ?? '').includes('secret'));
});

const namesOf = (t: ExecutionContext, env: Record<string, string>): readonly string[] =>
  t.throws(() => loadConfig(env, true), { instanceOf: Rejection }).problems.map(({ path: name }) => name ?? '');

test('TLS needs a certificate and a key', (t) => {
  t.is(loadConfig({}, true).tls, undefined);
  t.deepEqual(loadConfig({ TLS_CERT: '/tls/cert.pem', TLS_KEY: '/tls/key.pem' }, true).tls, { cert: '/tls/cert.pem', key: '/tls/key.pem' });
  t.deepEqual(namesOf(t, { TLS_CERT: '/tls/cert.pem' }), ['TLS_KEY']);
  t.deepEqual(namesOf(t, { TLS_KEY: '/tls/key.pem' }), ['TLS_CERT']);
});

test('client certificates need somebody who brings them, who issued them, and whose word counts', (t) => {
  const tls = { TLS_CERT: '/tls/cert.pem', TLS_KEY: '/tls/key.pem' };
  t.is(loadConfig({ ...tls, TLS_CLIENT_CA: '/tls/ca.pem' }, true).clientCa, '/tls/ca.pem');
  const passedOn = { CLIENT_CERT_HEADER: 'Client-Cert', TLS_CLIENT_CA: '/tls/ca.pem', TRUSTED_PROXIES: '10.0.0.7' };
  t.is(loadConfig(passedOn, true).clientCertHeader, 'client-cert');
  t.deepEqual(namesOf(t, { TLS_CLIENT_CA: '/tls/ca.pem' }), ['TLS_CLIENT_CA']);
  t.deepEqual(namesOf(t, { ...passedOn, TLS_CLIENT_CA: '' }), ['CLIENT_CERT_HEADER']);
  t.is(loadConfig({ ...passedOn, TLS_CLIENT_CRL: '/tls/ca.crl' }, true).clientCrl, '/tls/ca.crl');
  t.deepEqual(namesOf(t, { TLS_CLIENT_CRL: '/tls/ca.crl' }), ['TLS_CLIENT_CRL']);
  t.deepEqual(namesOf(t, { ...passedOn, TRUSTED_PROXIES: '' }), ['CLIENT_CERT_HEADER']);
  t.deepEqual(namesOf(t, { ...passedOn, CLIENT_CERT_HEADER: 'a b' }), ['CLIENT_CERT_HEADER']);
});

test('proxies are trusted by their addresses, one of them unless more are said to stand in a row', (t) => {
  t.like(loadConfig({ TRUSTED_PROXIES: '10.0.0.7, fd00::/8' }, true), { trustedProxies: 1, proxyAddresses: ['10.0.0.7', 'fd00::/8'] });
  t.is(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8', TRUST_PROXY: '2' }, true).trustedProxies, 2);
  for (const value of ['10.0.0', '10.0.0.0/33', 'fd00::/129', 'proxy.local', '10.0.0.1/8/8', '*'])
    t.deepEqual(namesOf(t, { TRUSTED_PROXIES: value }), ['TRUSTED_PROXIES'], value);
});

test('production believes no proxy without its address', (t) => {
  const env = { ...PRODUCTION, TRUST_PROXY: '1' };
  t.deepEqual(namesOf(t, env), ['TRUSTED_PROXIES']);
  t.notThrows(() => loadConfig({ ...env, TRUSTED_PROXIES: '10.0.0.7' }, true));
});

const OIDC = {
  OIDC_ISSUER: 'https://sso.example.gov.vn',
  OIDC_CLIENT_ID: 'trinh-ky',
  OIDC_CLIENT_SECRET_FILE: '/etc/secret',
  OIDC_SUBJECT_CLAIM: 'personal_id',
};

test('a central sign-in is configured whole or not at all', (t) => {
  t.is(loadConfig({}, true).identity, undefined);
  t.like(loadConfig({ ...OIDC, OIDC_STRONG_AMR: 'mfa, hwk', OIDC_STRONG_ACR: 'urn:a urn:b' }, true).identity, {
    name: 'VNeID',
    scope: 'openid',
    strongAmr: ['mfa', 'hwk'],
    strongAcr: ['urn:a', 'urn:b'],
  });
  t.throws(() => loadConfig({ ...OIDC, OIDC_SUBJECT_CLAIM: '' }, true), { message: /OIDC_SUBJECT_CLAIM is missing/ });
  t.throws(() => loadConfig({ ...OIDC, OIDC_ISSUER: 'sso' }, true), { message: /OIDC_ISSUER is not a web address/ });
});

test('in production users and the central sign-in are reached by https only', (t) => {
  const production = PRODUCTION;
  t.is(loadConfig({ ...production, PUBLIC_URL: 'https://trinhky.gov.vn/' }, true).publicUrl, 'https://trinhky.gov.vn');
  t.throws(() => loadConfig({ ...production, PUBLIC_URL: 'http://trinhky.gov.vn' }, true), { message: /PUBLIC_URL/ });
  t.throws(() => loadConfig({ ...production, ...OIDC, OIDC_ISSUER: 'http://sso.gov.vn' }, true), { message: /OIDC_ISSUER/ });
  for (const wrong of ['trinhky', 'https://trinhky.gov.vn/app', 'ftp://x', 'https://x?y=1'])
    t.throws(() => loadConfig({ PUBLIC_URL: wrong }, true), { message: /PUBLIC_URL/ }, wrong);
});

test('production needs a key for the record, and trust for its time stamps', (t) => {
  const { RECORD_KEY_FILE: _, ...env } = PRODUCTION;
  t.throws(() => loadConfig(env, true), { message: /RECORD_KEY_FILE is missing in production/ });
  const stamped = { ...env, RECORD_KEY_FILE: '/etc/key.pem', TSA_URL: 'https://tsa.gov.vn' };
  t.throws(() => loadConfig(stamped, true), { message: /TSA_CA_FILE is missing in production/ });
  const whole = loadConfig({ ...stamped, TSA_CA_FILE: '/etc/tsa.pem' }, true);
  t.deepEqual(whole.timeStamps, { urls: ['https://tsa.gov.vn'], authoritiesFile: '/etc/tsa.pem' });
  t.throws(() => loadConfig({ TSA_URL: 'file:///etc' }, true), { message: /TSA_URL is not a web address/ });
  t.is(loadConfig({}, true).timeStamps, undefined);
});

const signing = (env: NodeJS.ProcessEnv) => loadConfig(env, true).signing;
const CLOSED = { ...PRODUCTION, TRUST_FOLDER: '/etc/trust' };

test('a demonstration signs with the keys of its own authority, anything else with what is listed', (t) => {
  t.like(signing({}), { backends: ['demo'], hsm: undefined, csc: undefined, evidenceHosts: [], proxy: undefined, perSecond: 50 });
  t.deepEqual(signing({ DEMO: 'false' }).backends, []);
  t.deepEqual(signing(PRODUCTION).backends, []);
  const whole = signing({
    ...CLOSED,
    SIGNING_BACKENDS: 'csc, hsm',
    SECOND_VERIFIERS: 'dss, pdfsig, openssl',
    DSS_URL: 'https://dss.gov.vn/',
    HSM_MODULE: '/opt/hsm.so',
    HSM_TOKEN: 'cuc',
    CSC_URL: 'https://sign.vn/csc/v2/',
    CSC_CLIENT_FILE: '/etc/csc.json',
    EVIDENCE_HOSTS: 'ocsp.ca.gov.vn crl.ca.gov.vn:8080,.ca2.vn',
    OUTGOING_PROXY: 'http://me:secret@proxy:3128',
    SERVICE_RATE: '20',
  });
  t.deepEqual(whole.backends, ['hsm', 'csc']);
  t.deepEqual(whole.hsm, { module: '/opt/hsm.so', token: 'cuc' });
  t.deepEqual(whole.csc, { url: 'https://sign.vn/csc/v2', tokenUrl: undefined, clientFile: '/etc/csc.json' });
  t.deepEqual(whole.evidenceHosts, ['ocsp.ca.gov.vn', 'crl.ca.gov.vn:8080', '.ca2.vn']);
  t.is(whole.perSecond, 20);
  t.deepEqual(whole.secondVerifiers, ['openssl', 'pdfsig', 'dss']);
  t.is(whole.dssUrl, 'https://dss.gov.vn');
});

for (const [what, env, message] of [
  ['keys of a demonstration in production', { ...CLOSED, SIGNING_BACKENDS: 'demo' }, /SIGNING_BACKENDS lists demo in production/],
  [
    'PKCS#12 in production',
    { ...CLOSED, SIGNING_BACKENDS: 'pkcs12', PKCS12_FOLDER: '/p12' },
    /SIGNING_BACKENDS lists pkcs12 in production/,
  ],
  ['demo without a demonstration', { DEMO: 'false', SIGNING_BACKENDS: 'demo' }, /without a demonstration/],
  ['keys in production without trust', { ...PRODUCTION, SIGNING_BACKENDS: 'agent' }, /TRUST_FOLDER is missing/],
  ['keys in production without a second verifier', { ...CLOSED, SIGNING_BACKENDS: 'agent' }, /SECOND_VERIFIERS is missing/],
  ['an unknown verifier', { SECOND_VERIFIERS: 'acrobat' }, /SECOND_VERIFIERS names "acrobat"/],
  ['a validation service without its address', { SECOND_VERIFIERS: 'dss' }, /DSS_URL is missing, though SECOND_VERIFIERS lists dss/],
  ['the address of a service that nobody asks', { DSS_URL: 'https://dss' }, /DSS_URL is set, but SECOND_VERIFIERS does not list dss/],
  [
    'a validation service without TLS in production',
    { ...CLOSED, SIGNING_BACKENDS: 'agent', SECOND_VERIFIERS: 'dss', DSS_URL: 'http://dss' },
    /DSS_URL is not a web address/,
  ],
  ['unknown keys', { SIGNING_BACKENDS: 'usb' }, /SIGNING_BACKENDS names "usb"/],
  ['an HSM without its token', { SIGNING_BACKENDS: 'hsm', HSM_MODULE: '/x.so' }, /HSM_TOKEN is missing, though SIGNING_BACKENDS lists hsm/],
  ['a service without its secret', { SIGNING_BACKENDS: 'csc', CSC_URL: 'https://x' }, /CSC_CLIENT_FILE is missing/],
  [
    'a service without TLS in production',
    { ...CLOSED, SIGNING_BACKENDS: 'csc', CSC_URL: 'http://x', CSC_CLIENT_FILE: '/x' },
    /CSC_URL is not a web address/,
  ],
  ['settings that nobody uses', { HSM_MODULE: '/x.so' }, /HSM_MODULE is set, but SIGNING_BACKENDS does not list hsm/],
  ['hosts that are addresses', { EVIDENCE_HOSTS: 'http://ca.vn' }, /EVIDENCE_HOSTS has "http:\/\/ca.vn"/],
  ['every host', { EVIDENCE_HOSTS: '*' }, /EVIDENCE_HOSTS has "\*"/],
  ['a rate that nobody bears', { SERVICE_RATE: '0' }, /SERVICE_RATE is "0"/],
] as const)
  test(`signing settings are refused: ${what}`, (t) => {
    t.throws(() => loadConfig(env, true), { instanceOf: Rejection, message });
  });

test('a wrong proxy is refused without its password, and time-stamp authorities may be several', (t) => {
  const error = t.throws(() => loadConfig({ OUTGOING_PROXY: 'socks://me:geheim@proxy' }, true), { message: /OUTGOING_PROXY/ });
  t.false(String(error?.message).includes('geheim'));
  t.deepEqual(loadConfig({ TSA_URL: 'http://a.vn, https://b.vn/tsa' }, true).timeStamps?.urls, ['http://a.vn', 'https://b.vn/tsa']);
  t.throws(() => loadConfig({ TSA_URL: 'http://a.vn ftp://b.vn' }, true), { message: /TSA_URL is not a web address/ });
});

test('in production a database on another machine is reached over TLS with a checked certificate, unless its network encrypts', (t) => {
  const at = (url: string, plain = '') => loadConfig({ ...PRODUCTION, DATABASE_URL: url, PLAIN_CONNECTIONS: plain }, true).databaseUrl;
  for (const url of ['postgres://a:b@db/cases', 'postgres://a:b@db/cases?sslmode=require', 'postgres://a:b@db/cases?sslmode=no-verify']) {
    const error = t.throws(() => at(url), { message: /DATABASE_URL leads over the network.*sslmode=verify-full/s }, url);
    t.false(error?.message.includes('a:b'));
    t.is(at(url, 'database'), url);
  }
  for (const url of ['postgres://a@127.0.0.1/cases', 'postgres://a@localhost/cases', 'postgresql://a@/cases?host=/run/postgresql'])
    t.is(at(url), url);
  t.is(loadConfig({ DATABASE_URL: 'postgres://a:b@db/cases' }, true).databaseUrl, 'postgres://a:b@db/cases');
  t.deepEqual(namesOf(t, { PLAIN_CONNECTIONS: 'all' }), ['PLAIN_CONNECTIONS']);
});

test('files are scanned by the clamd that is named; where there is none outside production, nothing is demanded', (t) => {
  const scanning = (env: Record<string, string>) => loadConfig(env, true).scanning;
  t.deepEqual(scanning({}), { clamd: undefined, elsewhere: false });
  for (const [url, clamd] of [
    ['unix:/run/clamav/clamd.ctl', { socket: '/run/clamav/clamd.ctl' }],
    ['unix:///run/clamav/clamd.ctl', { socket: '/run/clamav/clamd.ctl' }],
    ['tcp://scanner.agency.vn:3310', { host: 'scanner.agency.vn', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
  ] as const)
    t.deepEqual(scanning({ CLAMD_URL: url }), { clamd, elsewhere: false }, url);
  for (const url of [
    'scanner:3310',
    'tcp://scanner',
    'tcp://a:b@scanner:3310',
    'http://scanner:3310',
    'unix:clamd.ctl',
    'tcp://scanner:3310/x',
  ])
    t.deepEqual(namesOf(t, { CLAMD_URL: url }), ['CLAMD_URL'], url);
});

test('production does not start where nobody scans files, unless it is said that somebody else does', (t) => {
  const { CLAMD_URL: _, ...without } = PRODUCTION;
  const error = t.throws(() => loadConfig(without, true), { message: /CLAMD_URL is missing in production/ });
  t.regex(error?.message ?? '', /or set FILES_SCANNED_ELSEWHERE=true/);
  t.deepEqual(loadConfig({ ...without, FILES_SCANNED_ELSEWHERE: 'true' }, true).scanning, { clamd: undefined, elsewhere: true });
  t.deepEqual(namesOf(t, { ...PRODUCTION, FILES_SCANNED_ELSEWHERE: 'true' }), ['FILES_SCANNED_ELSEWHERE']);
});

test('in production files go to a scanner on this machine, or over a network that encrypts, which clamd cannot', (t) => {
  const far = { ...PRODUCTION, CLAMD_URL: 'tcp://scanner.agency.vn:3310' };
  const error = t.throws(() => loadConfig(far, true), { message: /CLAMD_URL leads over the network, in the clear/ });
  t.regex(error?.message ?? '', /PLAIN_CONNECTIONS=scanner/);
  t.notThrows(() => loadConfig({ ...far, PLAIN_CONNECTIONS: 'scanner' }, true));
  t.notThrows(() => loadConfig({ ...far, CLAMD_URL: 'tcp://127.0.0.1:3310' }, true));
});
