import pg from 'pg';

/** agenda's own few connections, with the driver's usual readings of types. Without a listener a server restart ends the process. */
export function openJobPool(url: string, onConnectionLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'trinh-ky-periodic', options: '-c timezone=UTC' });
  pool.on('error', onConnectionLost);
  // the pool listens while a connection is idle; agenda checks one out and does not
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
