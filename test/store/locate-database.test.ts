import test from 'ava';
import { locateDatabase } from '../../store/locate-database.ts';
import { query } from './embedded/query.ts';
import { scratchFolder } from './embedded/scratch-folder.ts';

const log = (): void => {};

test('production refuses the embedded database and names DATABASE_URL', async (t) => {
  const dataFolder = scratchFolder(t);
  const error = await t.throwsAsync(locateDatabase({ databaseUrl: undefined, dataFolder, production: true, log }));
  t.regex(error?.message ?? '', /NODE_ENV=production.*DATABASE_URL/s);
});

test('DATABASE_URL is used as it is, in production too', async (t) => {
  const databaseUrl = 'postgresql://someone@database.example/cases';
  const database = await locateDatabase({ databaseUrl, dataFolder: '/nonexistent', production: true, log });
  t.is(database.url, databaseUrl);
  t.is(database.embedded, undefined);
  await database.close();
});

test('the embedded server gets a database of the product, also when several processes open it first', async (t) => {
  const choice = { databaseUrl: undefined, dataFolder: scratchFolder(t), production: false, log };
  const databases = await Promise.all([locateDatabase(choice), locateDatabase(choice)]);
  for (const { url } of databases) t.deepEqual(await query(url, 'select current_database() as name'), [{ name: 'trinh_ky' }]);
  for (const database of databases) await database.close();
});
