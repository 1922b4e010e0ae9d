/** A time-stamp authority of the tests: openssl behind HTTP, with a certificate authority of its own. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface TestTsa {
  readonly url: string;
  /** PEM of its root */
  readonly authority: string;
  /** PEM of a root that it has nothing to do with */
  readonly stranger: string;
  /** what it does with the next requests */
  mode: 'answers' | 'down' | 'refuses' | 'answersAnother' | 'talksNonsense';
  close(): Promise<void>;
}

const CONFIG = `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[stamp]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = tsa1
[tsa1]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./root.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['version']).toString().startsWith('OpenSSL');
  } catch {
    return false;
  }
}

export async function startTestTsa(): Promise<TestTsa> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-tsa-'));
  const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  fs.writeFileSync(path.join(folder, 'tsa.cnf'), CONFIG);
  fs.writeFileSync(path.join(folder, 'serial'), '01');
  for (const name of ['root', 'stranger'])
    openssl(
      ...`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ${name}.key -out ${name}.pem -subj /CN=${name} -days 30 -config tsa.cnf -extensions root`.split(
        ' ',
      ),
    );
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=tsa', '-config', 'tsa.cnf');
  openssl(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-out',
    'tsa.pem',
    '-days',
    '20',
    '-extfile',
    'tsa.cnf',
    '-extensions',
    'stamp',
  );
  const answer = (query: Buffer): Buffer => {
    fs.writeFileSync(path.join(folder, 'query'), query);
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa1', '-queryfile', 'query', '-out', 'reply');
    return fs.readFileSync(path.join(folder, 'reply'));
  };
  let first: Buffer | undefined;
  const tsa: TestTsa = {
    url: '',
    authority: fs.readFileSync(path.join(folder, 'root.pem'), 'utf8'),
    stranger: fs.readFileSync(path.join(folder, 'stranger.pem'), 'utf8'),
    mode: 'answers',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true });
    },
  };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const query = Buffer.concat(parts);
      if (tsa.mode === 'down') return void response.writeHead(503).end();
      response.setHeader('content-type', 'application/timestamp-reply');
      if (tsa.mode === 'talksNonsense') return void response.end('<html>');
      // PKIStatusInfo with status 2: rejection
      if (tsa.mode === 'refuses') return void response.end(Buffer.from('30053003020102', 'hex'));
      if (tsa.mode === 'answersAnother' && first) return void response.end(first);
      const reply = answer(query);
      first ??= reply;
      response.end(reply);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return Object.assign(tsa, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
}
