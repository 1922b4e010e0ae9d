/** Work that the cluster does once in a while, through agenda. Doing it twice at the same time must do no harm (design D5). */
import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda } from 'agenda';
import type { Services } from '../commands/contract.ts';
import { openJobPool } from '../store/queues/job-pool.ts';
import { changeUnits } from './change-units.ts';
import { endPositions } from './end-positions.ts';
import { keepHouse } from '../store/queues/housekeeping.ts';
import { reverifyDocuments } from './reverify-documents.ts';
import { remindOfPasswords } from './remind-passwords.ts';

export interface Periodic {
  stop(): Promise<void>;
}

const EVERY = '10 minutes';
const HOURLY = '1 hour';
/** a change of units takes effect so soon after its day has begun */
const UNITS_EVERY = '1 minute';

export async function startPeriodic(services: Services, name: string): Promise<Periodic> {
  const { db, logger, clock } = services;
  const pool = openJobPool(db.url, (error) => logger.warn({ error }, 'the connection for periodic work was lost and will be opened again'));
  // agenda turns a failed first connection into an unhandled rejection
  await pool.query('select 1');
  const agenda = new Agenda({
    // no LISTEN: a server restart would end the process through its channel
    backend: new PostgresBackend({ pool, ensureSchema: false, disableNotifications: true }),
    name,
    processEvery: 5_000,
    defaultLockLifetime: 600_000,
    removeOnComplete: true,
  });
  let stopping = false;
  agenda.on('error', (error) => {
    if (!stopping) logger.error({ error }, 'periodic work failed');
  });
  await agenda.ready;
  agenda.define('keep house', async () => {
    const done = await keepHouse(db, clock());
    logger.debug({ done }, 'kept house');
  });
  agenda.define('remind of passwords', async () => {
    const reminded = await remindOfPasswords(services);
    logger.debug({ reminded }, 'reminded of passwords');
  });
  agenda.define('change units', async () => {
    const done = await changeUnits(services);
    if (done > 0) logger.info({ done }, 'units changed');
  });
  agenda.define('end positions', async () => {
    const done = await endPositions(services);
    if (done > 0) logger.info({ done }, 'positions ended');
  });
  agenda.define('look at documents again', async () => {
    const done = await reverifyDocuments(services);
    if (done.looked + done.renewed > 0) logger.info({ done }, 'signed documents looked at again');
  });
  await agenda.start();
  await agenda.every(EVERY, 'keep house');
  await agenda.every(HOURLY, 'remind of passwords');
  await agenda.every(UNITS_EVERY, 'change units');
  await agenda.every(EVERY, 'end positions');
  await agenda.every(EVERY, 'look at documents again');
  return {
    async stop() {
      stopping = true;
      await agenda.drain(5_000);
      await agenda.stop();
      await pool.end();
    },
  };
}
