/** Counters of attempts (sign-in), shared by all nodes. Unlogged: after a crash of the server they may start again from zero. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    -- the columns are those of rate-limiter-flexible; expire is epoch milliseconds
    create unlogged table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);
    create index rate_limit_expire on rate_limit (expire);`);
}
