import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { CliContext, CliInput } from '../../cli/cli-command.ts';
import { lintCommand } from '../../cli/lint.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const diagram = (inside: string): string =>
  `<?xml version="1.0"?><definitions xmlns="${BPMN}" id="d" targetNamespace="t"><process id="p" name="P" isExecutable="true">${inside}</process></definitions>`;
const SOUND = diagram('<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/>');
const BROKEN = diagram('<startEvent id="s"/><callChoreography id="c"/><sequenceFlow id="f" sourceRef="s" targetRef="nowhere"/>');

function write(t: ExecutionContext, name: string, content: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-lint-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

async function lint(files: readonly string[], options: CliInput['options'] = { language: 'vi' }): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const context = { print: (line: string) => void lines.push(line) } as CliContext;
  return { code: await lintCommand.run(context, { options, arguments: files }), out: lines.join('\n') };
}

test('a sound diagram passes and is named', async (t) => {
  const { code, out } = await lint([write(t, 'sound.bpmn', SOUND)]);
  t.is(code, 0);
  t.regex(out, /sound\.bpmn: ok \(bpmn p\)/);
});

test('a broken diagram fails, with file, element and severity', async (t) => {
  const { code, out } = await lint([write(t, 'broken.bpmn', BROKEN), write(t, 'sound.bpmn', SOUND)]);
  t.is(code, 1);
  t.regex(out, /broken\.bpmn: .*error: /);
  t.regex(out, /sound\.bpmn: ok/);
});

test('the language can be chosen, and the report can be JSON', async (t) => {
  const file = write(t, 'broken.bpmn', BROKEN);
  const texts = await Promise.all((['vi', 'en'] as const).map(async (language) => (await lint([file], { language })).out));
  t.not(texts[0], texts[1]);
  const [report] = JSON.parse((await lint([file], { language: 'vi', json: true })).out) as [{ resource: string; problems: unknown[] }];
  t.is(report.resource, file);
  t.true(report.problems.length > 0);
});

test('a file that is not there, no file, and an unknown language are refused', async (t) => {
  await t.throwsAsync(lint(['/nonexistent.bpmn']), { message: /Cannot read/ });
  await t.throwsAsync(lint([]), { message: /at least one file/ });
  await t.throwsAsync(lint(['x'], { language: 'fr' }), { message: /vi or en/ });
});
