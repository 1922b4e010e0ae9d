import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createOpenIdProvider } from '../../api/session/openid-provider.ts';
import { createExchange } from '../../keys/evidence/exchange.ts';
import { kmsKeys } from '../../protection/kms-keys.ts';
import { timeStampClient } from '../../worker/time-stamp-client.ts';

/** A server that sends everybody on to another address of it, and notes who came there. */
async function sendingOn(t: ExecutionContext): Promise<{ readonly url: string; readonly followed: string[] }> {
  const followed: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const url = request.url ?? '';
    if (url.startsWith('/elsewhere')) {
      followed.push(url);
      return void response.setHeader('content-type', 'application/json').end('{"current":"k1"}');
    }
    response.writeHead(307, { location: `/elsewhere${url}` }).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, followed };
}

const OPENID = { name: 'x', clientId: 'x', clientSecret: 'x', redirectUri: 'http://localhost/x', scope: 'openid', subjectClaim: 'x' };

for (const [what, call] of [
  ['the key service', async (url: string) => await kmsKeys({ url, token: 'bi-mat' })],
  ['the time-stamp authority', async (url: string) => await timeStampClient({ urls: [url], exchange: createExchange() })(Buffer.from('x'))],
  [
    'the identity provider',
    async (url: string) => await createOpenIdProvider({ ...OPENID, issuer: url, strongAcr: [], strongAmr: [] }).begin(),
  ],
] as const) {
  test(`${what} cannot send us elsewhere`, async (t) => {
    const { url, followed } = await sendingOn(t);
    await t.throwsAsync(call(url), { name: 'Transient' });
    t.deepEqual(followed, []);
  });
}
