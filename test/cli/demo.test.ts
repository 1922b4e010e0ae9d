import test from 'ava';
import type { CliContext } from '../../cli/cli-command.ts';
import { demoCommand } from '../../cli/demo.ts';
import { createDatabase, dropDatabase } from '../database.ts';
import { spawnServer } from '../spawn-server.ts';
import { query } from '../store/embedded/query.ts';

test('one account request is approved and takes effect, one is rejected with its reason, over HTTP', async (t) => {
  const database = await createDatabase();
  t.teardown(async () => await dropDatabase(database));
  const server = await spawnServer({ DATABASE_URL: database });
  t.teardown(async () => void (await server.end('SIGTERM')));
  const lines: string[] = [];
  const context = { print: (line: string) => void lines.push(line) } as CliContext;
  t.is(await demoCommand.run(context, { options: { url: server.url, language: 'vi' }, arguments: [] }), 0);
  t.is(lines.filter((line) => line.includes('→ effective')).length, 1);
  t.is(lines.filter((line) => line.includes('→ rejected')).length, 1);
  t.is(
    lines.filter((line) => /admin\.cuc ký số: Phiếu xử lý: Phê duyệt đề nghị, chứng thư \[DEMO\] .+, SHA-256 [0-9a-f]{64}$/.test(line))
      .length,
    2,
  );
  t.true(lines.some((line) => line.includes('Chưa có quyết định tuyển dụng kèm theo')));
  for (const name of ['Hoãn chấp hành án phạt tù', 'Thay đổi tham số pháp luật']) t.true(lines.includes(name), name);
  t.false(lines.some((line) => line.startsWith('KHÔNG ĐẠT')));
  const accounts = await query<{ name: string; state: string }>(
    database,
    "select p.name, a.state from account a join person p on p.id = a.person where a.login like 'demo.%'",
  );
  t.deepEqual(accounts, [{ name: 'Nguyễn Văn An', state: 'active' }]);
});

test('without a server the demonstration says what to do', async (t) => {
  const run = demoCommand.run({ print: () => {} } as unknown as CliContext, {
    options: { url: 'http://127.0.0.1:1', language: 'en' },
    arguments: [],
  });
  await t.throwsAsync(run, { message: /no server at http:\/\/127\.0\.0\.1:1.*npm start/ });
});
