import { upgradeProduct, type Product } from '../composition/open-product.ts';
import { migrationState } from '../store/migrate.ts';
import type { CliCommand, CliContext } from './cli-command.ts';
import { withProduct } from './with-product.ts';

export const migrateCommand: CliCommand = {
  name: 'migrate',
  summary: 'Bring schema and shipped procedures to this version, or say with --status what is missing',
  usage: '',
  options: { status: { type: 'boolean', help: 'change nothing; exit code 1 when migrations are missing or unknown' } },
  async run(context, { options }) {
    return await withProduct(context, async (product) => {
      return options['status'] === true ? await printState(product, context) : await upgrade(product, context);
    });
  },
};

async function upgrade(product: Product, { config, print }: CliContext): Promise<number> {
  const names = await upgradeProduct(product, config.demo);
  for (const name of names) print(`applied ${name}`);
  print(names.length === 0 ? 'The database is up to date.' : `${names.length} migrations applied.`);
  return 0;
}

async function printState({ services }: Product, { print }: CliContext): Promise<number> {
  const { applied, pending, unknown } = await migrationState(services.db.knex);
  for (const [what, names] of Object.entries({ applied, pending, unknown })) {
    for (const name of names) print(`${what} ${name}`);
  }
  return pending.length + unknown.length === 0 ? 0 : 1;
}
