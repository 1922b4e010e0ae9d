/** A client's view: commands with idempotency keys, repeated until they are answered; what is open is read from the database. */
import assert from 'node:assert/strict';
import { translating } from '../../store/database-error.ts';
import { Transient } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { CommandOf, CommandType, OutcomeOf, Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Acknowledgements } from './acknowledgements.ts';

export interface World {
  readonly services: Services;
  run<K extends CommandType>(actor: Actor, key: string, command: CommandOf<K>): Promise<OutcomeOf<K>>;
  /** rows of a query, however often the database has to be asked */
  ask<T>(sql: string, values: readonly unknown[]): Promise<readonly T[]>;
  /** lets the workers work */
  pause(): Promise<void>;
}

/** A repetition must get the first answer: a command that was acknowledged is sent again and compared. */
export function createWorld(services: Services, told: Acknowledgements, pause: () => Promise<void>): World {
  return {
    services,
    pause,
    ask: async <T>(sql: string, values: readonly unknown[]) =>
      await untilAnswered(async () => (await translating(async () => await services.db.pool.query(sql, [...values]))).rows as T[], pause),
    async run<K extends CommandType>(actor: Actor, key: string, command: CommandOf<K>) {
      told.intend({ key, actor, command });
      const outcome = await untilAnswered(async () => await runCommand<K>(services, actor, command, { idempotencyKey: key }), pause);
      const before = told.read(key);
      if (before !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(outcome)), before, `the second answer to ${key}`);
      else told.write(key, outcome as unknown as Json);
      return outcome;
    },
  };
}

async function untilAnswered<T>(ask: () => Promise<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      await pause();
    }
  }
}
