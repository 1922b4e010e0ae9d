/** The agent as it is started: its own process, a token of SoftHSM behind its PKCS#11 library, its person at the console. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import ava from 'ava';
import { loadDocuments } from '../../store/repositories/documents.ts';
import { hasSoftHsm, makeSoftHsm, PIN, softHsmModule, TOKEN } from '../keys/soft-hsm.ts';
import { newFolder, useSigningDesk } from './signing-desk.ts';

const desk = useSigningDesk(ava);
/** without SoftHSM and a compiled pkcs11js there is no token to test with */
const onToken = hasSoftHsm() ? ava.serial : ava.serial.skip;
const MAIN = path.join(import.meta.dirname, '../../agent/main.ts');
const running = new Set<ChildProcess>();

ava.serial.before(async () => {
  if (!hasSoftHsm()) return;
  const key = await desk.key('person-lan');
  makeSoftHsm().put({ kind: 'person', id: 'lan' }, key.privateKey, {
    certificate: key.certificate,
    chain: [desk.issuing().certificate],
    algorithm: 'ecdsa-sha256',
  });
});
ava.after.always(() => running.forEach((child) => child.kill('SIGKILL')));

interface Started {
  readonly child: ChildProcess;
  /** what stands on its console */
  text(): string;
  /** until this stands there */
  says(text: string): Promise<void>;
  types(line: string): void;
  readonly ended: Promise<number | string | null>;
}

function start(...words: readonly string[]): Started {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words, '--language', 'en'], { stdio: 'pipe' });
  running.add(child);
  let [text, seen] = ['', 0];
  const heard = new Set<() => void>();
  const hear = (part: Buffer): void => {
    text += part.toString();
    for (const one of heard) one();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('exit', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  return {
    child,
    ended,
    text: () => text,
    types: (line) => void child.stdin.write(`${line}\n`),
    says: async (wanted) =>
      await new Promise((resolve, reject) => {
        const look = (): void => {
          const at = text.indexOf(wanted, seen);
          if (at === -1) return;
          seen = at + wanted.length;
          heard.delete(look);
          resolve();
        };
        heard.add(look);
        void ended.then((how) => reject(new Error(`Ended (${how}) before it said '${wanted}':\n${text}`)));
        look();
      }),
  };
}

async function paired(server = desk.server.url): Promise<string> {
  const folder = newFolder();
  const code = await desk.code('lan');
  const agent = start('pair', '--server', server, '--module', softHsmModule ?? '', '--token', TOKEN, '--folder', folder);
  await agent.says('Pairing code');
  agent.types(code);
  if ((await agent.ended) !== 0) throw new Error(agent.text());
  return folder;
}
const run = (folder: string): Started => start('run', '--no-viewer', '--folder', folder);

async function agreed(agent: Started, pin = PIN): Promise<void> {
  await agent.says('Type "yes"');
  agent.types('yes');
  await agent.says('PIN of the token');
  agent.types(pin);
}

/** Between agent and server: it can hold back what is delivered. */
async function proxy(): Promise<{ readonly url: string; hold(is: boolean): void; readonly held: Promise<void>; close(): void }> {
  let isHeld = false;
  const { promise: held, resolve } = Promise.withResolvers<void>();
  const server = http.createServer((incoming, outgoing) => {
    if (isHeld && incoming.url?.endsWith('/signatures')) return resolve();
    const { host: _, ...headers } = incoming.headers;
    const onward = http.request(desk.server.url + incoming.url, { method: incoming.method ?? 'GET', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hold: (is) => void (isHeld = is), held, close };
}

onToken('the circle: paired by a code, asked, digest made anew, signed on the token, task completed', async (t) => {
  const folder = await paired();
  const agent = run(folder);
  await agent.says('Waiting for requests');
  const { body: asked } = await desk.ask('lan');
  await agent.says(asked.signatures[0].shown);
  const file = /File: (.+)/.exec(agent.text())?.[1] ?? '';
  t.true(fs.readFileSync(file).subarray(0, 5).equals(Buffer.from('%PDF-')), 'the document can be opened');
  await agreed(agent);
  await agent.says('Signed');
  const signing = await desk.signing('lan', asked.id);
  t.like(signing, { state: 'recorded', agent: { state: 'given' } });
  t.is((await loadDocuments(desk.server.db, signing.caseId))[0]?.revision, 1);
  agent.child.kill('SIGKILL');
  await agent.ended;
  t.false(fs.existsSync(file), 'and is gone when it is signed');
  const kept = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  t.deepEqual(kept.toSorted(), ['journal.json', 'pairing.json']);
  for (const name of kept) {
    t.false(fs.readFileSync(path.join(folder, name), 'utf8').includes(PIN));
    t.is(fs.statSync(path.join(folder, name)).mode & 0o077, 0, `${name} is its user’s only`);
  }
  t.false(agent.text().includes(PIN));
  t.false(JSON.stringify(desk.server.log).includes(PIN));
});

onToken('killed between receiving and signing, it shows the same request again when it is started again', async (t) => {
  const folder = await paired();
  const agent = run(folder);
  const { body: asked } = await desk.ask('lan');
  await agent.says('Type "yes"');
  agent.child.kill('SIGKILL');
  await agent.ended;
  t.like((await desk.signing('lan', asked.id)).agent, { state: 'shown' });
  const again = run(folder);
  await again.says(asked.signatures[0].shown);
  t.false(again.text().includes('may have signed'), 'the token was not asked before');
  await agreed(again);
  await again.says('Signed');
  t.is((await desk.signing('lan', asked.id)).state, 'recorded');
  again.child.kill('SIGKILL');
});

onToken('killed between signing and delivering, it delivers that signature: nobody is asked, and nothing is signed again', async (t) => {
  const between = await proxy();
  const folder = await paired(between.url);
  const agent = run(folder);
  const { body: asked } = await desk.ask('lan');
  between.hold(true);
  await agreed(agent);
  await between.held;
  agent.child.kill('SIGKILL');
  await agent.ended;
  t.is((await desk.signing('lan', asked.id)).state, 'prepared');
  const [[, entry]] = JSON.parse(fs.readFileSync(path.join(folder, 'journal.json'), 'utf8'));
  t.is(entry.state, 'signed');
  between.hold(false);
  const again = run(folder);
  await again.says('The signature that was made before is delivered');
  t.false(again.text().includes('PIN of the token'));
  t.is((await desk.signing('lan', asked.id)).state, 'recorded');
  again.child.kill('SIGKILL');
  between.close();
});

onToken('killed while the token signed, its person is told before anything is signed again', async (t) => {
  const folder = await paired();
  const { body: asked } = await desk.ask('lan');
  const { rows } = await desk.server.db.pool.query('select id from agent_request where signing_id = $1', [asked.id]);
  fs.writeFileSync(path.join(folder, 'journal.json'), JSON.stringify([[rows[0].id, { state: 'signing' }]]));
  const agent = run(folder);
  await agent.says('may have signed this already');
  await agent.says('Type "yes"');
  agent.types('no');
  await agent.says('Not signed');
  agent.child.kill('SIGKILL');
  await agent.ended;
  t.not((await desk.signing('lan', asked.id)).state, 'recorded');
});

onToken('a wrong PIN is told, and does not keep the right one from signing', async (t) => {
  const folder = await paired();
  const agent = run(folder);
  const { body: asked } = await desk.ask('lan');
  await agreed(agent, '999999');
  await agent.says('The PIN is wrong');
  await agent.says('PIN of the token');
  agent.types(PIN);
  await agent.says('Signed');
  t.is((await desk.signing('lan', asked.id)).state, 'recorded');
  t.false(agent.text().includes('999999'));
  agent.child.kill('SIGKILL');
});

onToken('an agent that was ended on the page says so and ends', async (t) => {
  const folder = await paired();
  const agent = run(folder);
  await agent.says('Waiting for requests');
  const { agents } = (await desk.server.as('lan')('GET', '/api/v1/agents')).body;
  for (const { id } of agents) await desk.server.as('lan')('DELETE', `/api/v1/agents/${id}`);
  await agent.says('This pairing was ended');
  t.is(await agent.ended, 1);
});

onToken('with nobody at the console nothing is signed', async (t) => {
  const folder = await paired();
  const { body: asked } = await desk.ask('lan');
  const agent = run(folder);
  agent.child.stdin?.end();
  await agent.says('Not signed');
  agent.child.kill('SIGKILL');
  t.not((await desk.signing('lan', asked.id)).state, 'recorded');
});

ava.serial('what is typed wrongly is explained: the command, an address without TLS, a computer that is not paired', async (t) => {
  for (const [words, text, code] of [
    [['sign'], 'Usage', 2],
    [['run', '--what'], 'Cách dùng', 2],
    [['pair', '--server', 'http://example.org', '--module', 'x'], 'must begin with https://', 1],
    [['pair', '--server', 'https://example.org'], '--module is needed', 1],
    [['pair', '--server', 'https://example.org', '--module', '/nowhere.so'], 'The token failed', 1],
    [['run', '--folder', newFolder()], 'Run pair first', 1],
  ] as const) {
    const agent = start(...words);
    t.is(await agent.ended, code, words.join(' '));
    t.true(agent.text().includes(text), agent.text());
  }
});
