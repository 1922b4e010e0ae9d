import ava from 'ava';
import { listen } from '../../lifecycle/listen.ts';
import { useApi } from './api-server.ts';
import { readEvents } from './event-reader.ts';

const server = useApi(ava);
const test = ava.serial;

test('a node stops with open event streams, idle connections and a request under way, and that request is answered', async (t) => {
  const listening = await listen(server.api.app.callback(), '127.0.0.1', 0);
  const url = `http://127.0.0.1:${listening.port}`;
  const token = await server.tokenOf('lan');
  const reader = await readEvents(url, token);
  await fetch(`${url}/api/health/live`);

  // the database answers once it is let go
  const holder = await server.db.pool.connect();
  await holder.query('begin');
  await holder.query('lock table session in access exclusive mode');
  const underWay = fetch(`${url}/api/v1/session`, { headers: { cookie: `trinh-ky=${token}` } });
  await waiting(server.db.pool);

  server.api.drain();
  const closed = listening.close();
  await reader.ended;
  await holder.query('rollback');
  holder.release();
  t.is((await underWay).status, 200);
  await closed;
  await t.throwsAsync(fetch(`${url}/api/health/live`));
});

/** Resolves once somebody waits for a lock. */
async function waiting(pool: { query(sql: string): Promise<{ rowCount: number | null }> }): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      'select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
    );
    if (rowCount) return;
  }
}
