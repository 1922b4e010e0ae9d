import path from 'node:path';
import test from 'ava';
import { COMMANDS } from '../../cli/commands.ts';
import { runCli } from '../../cli/run-cli.ts';
import { loadConfig } from '../../config.ts';
import { createLogger } from '../../logging/logger.ts';

const MODULE = path.join(import.meta.dirname, '../../processes/account-approval');

async function simulate(...words: readonly string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const config = loadConfig({}, true);
  const context = () => ({ config, logger: createLogger({ level: 'silent', format: 'json' }), print });
  const code = await runCli(['simulate', ...words], { commands: COMMANDS, version: '0', print, printError: print, context });
  return { code, out: lines.join('\n') };
}

test('a module is played without a database: a timeline with who, when, by when and why', async (t) => {
  const { code, out } = await simulate(MODULE);
  t.is(code, 0);
  t.regex(out, /admin-cuc hoàn thành approveRequest: approve/);
  t.regex(out, /hạn 2026-11-25T09:00\+07:00\n +01 ngày làm việc kể từ 09:00 Thứ Hai 23\/11\/2026/);
  t.regex(out, /\d+ kịch bản đạt, 0 không đạt$/);
});

test('one scenario is found in its module, in English or as JSON', async (t) => {
  const file = path.join(MODULE, 'scenarios/approved.json');
  t.regex((await simulate(file, '--language', 'en')).out, /^PASSED {2}scenarios\/approved.json: New account/);
  const [run] = JSON.parse((await simulate(file, '--json')).out) as { passed: boolean; happenings: unknown[] }[];
  t.true(run?.passed);
  t.true((run?.happenings.length ?? 0) > 5);
});

test('what is no module and no scenario is refused', async (t) => {
  t.is((await simulate('/nowhere/x.json')).code, 1);
  t.is((await simulate()).code, 1);
});
