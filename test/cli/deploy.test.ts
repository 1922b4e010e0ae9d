import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { deployCommand } from '../../cli/deploy.ts';
import type { CliInput } from '../../cli/cli-command.ts';
import { loadConfig } from '../../config.ts';
import { createLogger } from '../../logging/logger.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const diagram = (key: string, inside: string): string =>
  `<?xml version="1.0"?><definitions xmlns="${BPMN}" id="d" targetNamespace="t"><process id="${key}" name="P" isExecutable="true">${inside}</process></definitions>`;
const SOUND = '<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/>';

function write(t: ExecutionContext, content: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-deploy-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'process.bpmn');
  fs.writeFileSync(file, content);
  return file;
}

async function deploy(file: string, options: CliInput['options'] = {}): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const config = loadConfig({ DATABASE_URL: database.url }, false);
  const context = { config, logger: createLogger({ level: 'silent', format: 'json' }), print: (line: string) => void lines.push(line) };
  const code = await deployCommand.run(context, { options: { language: 'en', ...options }, arguments: [file] });
  return { code, out: lines.join('\n') };
}

test('a diagram becomes version 1, and the same diagram again stays version 1', async (t) => {
  const file = write(t, diagram('once', SOUND));
  t.regex((await deploy(file)).out, /bpmn once: version 1$/);
  t.regex((await deploy(file)).out, /bpmn once: version 1, unchanged$/);
});

test('a dry run writes nothing', async (t) => {
  t.regex((await deploy(write(t, diagram('dry', SOUND)), { 'dry-run': true })).out, /bpmn dry: version 1$/);
  t.is((await database.pool.query("select from definition where key = 'dry'")).rowCount, 0);
});

test('a broken diagram is refused with element and remedy, and nothing is written', async (t) => {
  const { code, out } = await deploy(write(t, diagram('broken', '<startEvent id="s"/><callChoreography id="c"/>')));
  t.is(code, 1);
  t.regex(out, /process\.bpmn: .*error: /);
  t.is((await database.pool.query("select from definition where key = 'broken'")).rowCount, 0);
});

const MODULE = path.join(import.meta.dirname, '../../processes/account-approval');

/** A copy of the shipped module under its own name. */
function copied(t: ExecutionContext): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-module-'));
  t.teardown(() => fs.rmSync(root, { recursive: true }));
  const folder = path.join(root, 'account-approval');
  fs.cpSync(MODULE, folder, { recursive: true });
  return folder;
}

test.serial('a module is deployed whole; a dry run says what would change and writes nothing', async (t) => {
  const folder = copied(t);
  const dry = await deploy(folder, { 'dry-run': true });
  t.is(dry.code, 0);
  t.regex(dry.out, /bpmn account-approval: version 1$/m);
  t.regex(dry.out, /parameter account-approval.decision: version 2026-03, new$/m);
  t.regex(dry.out, /rules: changed$/);
  t.notRegex(dry.out, /account-approval.decision.*(warning|register)/);
  for (const table of ['definition', 'parameter', 'module_rules'])
    t.is(
      (await database.pool.query(`select from ${table} where ${table === 'module_rules' ? 'module' : 'key'} like 'account-approval%'`))
        .rowCount,
      0,
    );
  t.is((await deploy(folder)).out, dry.out);
  const again = await deploy(folder);
  t.regex(again.out, /bpmn account-approval: version 1, unchanged$/m);
  t.regex(again.out, /parameter account-approval.decision: version 2026-03, unchanged$/m);
  t.regex(again.out, /rules: unchanged$/);
});

test.serial('a module with a fault changes nothing: neither parameters nor rules', async (t) => {
  const folder = copied(t);
  const diagramFile = path.join(folder, 'process.bpmn');
  fs.writeFileSync(diagramFile, fs.readFileSync(diagramFile, 'utf8').replace('default="needsApproval"', 'default="nowhere"'));
  fs.writeFileSync(path.join(folder, 'rules.json'), '[]');
  const before = await database.pool.query('select * from module_rules');
  const { code, out } = await deploy(folder);
  t.is(code, 1);
  t.regex(out, /process\.bpmn: .*error: /);
  t.deepEqual((await database.pool.query('select * from module_rules')).rows, before.rows);
});
