import type { Database } from './connection.ts';

/** Runs `work` on one node of the cluster at a time; others that ask for the same lock wait. Holds a connection meanwhile. */
export async function exclusively<T>({ pool }: Database, lock: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    return await work();
  } finally {
    // closing the connection gives the lock back, whatever state it is in
    client.release(true);
  }
}
