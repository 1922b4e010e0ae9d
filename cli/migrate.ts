import { openDatabase } from '../store/connection.ts';
import { migrate, migrationState } from '../store/migrate.ts';
import type { CliCommand } from './cli-command.ts';
import { withDatabase } from './with-database.ts';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  summary: 'Bring the database to this version, or say with --status what is missing',
  usage: '',
  options: { status: { type: 'boolean', help: 'change nothing; exit code 1 when migrations are missing or unknown' } },
  async run(context, { options }) {
    return await withDatabase(context, async ({ url }) => {
      if (options['status'] === true) return await printState(url, context.print);
      const names = await migrate(url);
      for (const name of names) context.print(`applied ${name}`);
      context.print(names.length === 0 ? 'The database is up to date.' : `${names.length} migrations applied.`);
      return 0;
    });
  },
};

async function printState(url: string, print: (line: string) => void): Promise<number> {
  const database = openDatabase(url);
  try {
    const { applied, pending, unknown } = await migrationState(database.knex);
    for (const [what, names] of Object.entries({ applied, pending, unknown })) {
      for (const name of names) print(`${what} ${name}`);
    }
    return pending.length + unknown.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
