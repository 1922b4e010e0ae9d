import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { readCscClient } from '../../composition/read-csc-client.ts';
import { openSigningServices } from '../../composition/signing-services.ts';
import { loadConfig } from '../../config.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { createLogger } from '../../logging/logger.ts';
import { DUONG, contextFor, signWith } from '../keys/made-authority.ts';

const logger = createLogger({ level: 'silent', format: 'json' });
const folder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-signing-'));

test('a demonstration signs and collects evidence by itself, as its settings are', async (t) => {
  const services = await openSigningServices(loadConfig({ DATA_DIR: folder() }, true), logger);
  t.teardown(async () => await services.close());
  await services.demo?.ensurePerson(DUONG);
  const backend = services.backends.get('demo');
  if (!backend) return t.fail();
  const signed = await signWith(backend, contextFor({ kind: 'person', id: DUONG.id }), { timeStamp: services.evidence.timeStamp });
  t.is((await collectEvidence(signed, services.evidence)).level, 'B-LTA');
});

test('without a demonstration there is no demo authority, no key, and nobody is trusted', async (t) => {
  const data = folder();
  const services = await openSigningServices(loadConfig({ DATA_DIR: data, DEMO: 'false' }, true), logger);
  t.deepEqual([services.demo, services.backends.size, services.evidence.trust.signing], [undefined, 0, []]);
  t.deepEqual(fs.readdirSync(data), []);
});

test('agents need nothing to be opened', async (t) => {
  const services = await openSigningServices(loadConfig({ DATA_DIR: folder(), SIGNING_BACKENDS: 'agent', DEMO: 'false' }, true), logger);
  t.is(services.backends.size, 0);
});

test('trust that cannot be read is refused at the start', async (t) => {
  const untrusting = loadConfig({ DATA_DIR: folder(), DEMO: 'false', TRUST_FOLDER: '/nowhere' }, true);
  await t.throwsAsync(openSigningServices(untrusting, logger), { code: 'trust.invalid' });
});

test('the client of a remote service comes from a file of its owner only, and no failure shows what is in it', (t) => {
  const file = path.join(folder(), 'csc.json');
  const write = (content: string, mode = 0o600): void => {
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, content, { mode });
  };
  write('{"clientId":"a","clientSecret":"b"}');
  t.deepEqual(readCscClient(file), { clientId: 'a', clientSecret: 'b' });
  write('{"clientId":"a","clientSecret":"b"}', 0o644);
  t.throws(() => readCscClient(file), { code: 'cscClientUnusable', message: /read by others/ });
  for (const content of ['{"clientId":"a"}', '"geheim"', '{"clientSecret":geheim}']) {
    write(content);
    const error = t.throws(() => readCscClient(file), { code: 'cscClientUnusable' });
    t.false(`${error?.message}${error?.stack}${String(error?.cause)}`.includes('geheim'));
  }
  t.throws(() => readCscClient('/nowhere'), { code: 'cscClientUnusable' });
});
