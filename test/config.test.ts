import path from 'node:path';
import test from 'ava';
import { loadConfig } from '../config.ts';
import { Rejection } from '../errors.ts';

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
  const config = loadConfig({ NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@db/cases', KEY_FILE: '/run/keys' }, true);
  t.like(config, { production: true, host: '::', migrateAtStart: false, demo: false, databaseUrl: 'postgres://a:b@db/cases' });
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
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@db/cases', TRINHKY_CRASH_AT: 'stepSaved' };
  const error = t.throws(() => loadConfig(env, true), { instanceOf: Rejection });
  t.regex(error.message, /TRINHKY_CRASH_AT is set in production/);
});

test('mail needs a server and a sender, and no sender can bring a header', (t) => {
  const smtp = { SMTP_URL: 'smtps://a:secret@mail.gov.vn', MAIL_FROM: 'Trình Ký <no-reply@toaan.gov.vn>' };
  t.deepEqual(loadConfig(smtp, true).smtp, { url: smtp.SMTP_URL, from: smtp.MAIL_FROM });
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
