import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import test, { type ExecutionContext } from 'ava';
import { openDatabase } from '../../store/connection.ts';
import { filesOf, makeAuthority } from '../tls/authority.ts';

const authority = await makeAuthority('Ministry');
const stranger = await makeAuthority('Stranger');

/** A server that answers a request for TLS as it is told, and then tells what it hears (PostgreSQL 53.2.10). */
async function server(t: ExecutionContext, answer: 'S' | 'N', identity?: { readonly cert: string; readonly key: string }) {
  const heard: Buffer[] = [];
  const sockets: Socket[] = [];
  const listening = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.once('data', () => {
      socket.write(answer);
      const secured = identity ? new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(identity) }) : socket;
      secured
        .on('error', () => {})
        .on('data', (bytes: Buffer) => {
          heard.push(bytes);
          secured.destroy();
        });
    });
  });
  await new Promise<void>((resolve) => void listening.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  const ca = filesOf(t, { ca: authority.cert })('ca');
  const { port } = listening.address() as AddressInfo;
  const url = `postgres://user:bi-mat@localhost:${port}/cases?sslmode=verify-full&sslrootcert=${ca}`;
  return { url, said: () => Buffer.concat(heard).toString('latin1') };
}

async function asked(t: ExecutionContext, url: string): Promise<string> {
  const db = openDatabase(url, { max: 1 });
  const error = await t.throwsAsync(db.pool.query('select 1'));
  await db.close();
  return String(error?.message);
}

test('with sslmode=verify-full nothing is said to a database that speaks no TLS', async (t) => {
  const { url, said } = await server(t, 'N');
  t.regex(await asked(t, url), /SSL/);
  t.is(said(), '');
});

test('with sslmode=verify-full nothing is said to a database of an authority that nobody trusts', async (t) => {
  const { url, said } = await server(t, 'S', await stranger.issue({ name: 'db', usage: 'server' }));
  t.regex(await asked(t, url), /certificate|issuer/);
  t.is(said(), '');
});

test('with sslmode=verify-full a database of the trusted authority is spoken to', async (t) => {
  const { url, said } = await server(t, 'S', await authority.issue({ name: 'db', usage: 'server' }));
  await asked(t, url);
  t.regex(said(), /user\0user\0database\0cases/);
});
