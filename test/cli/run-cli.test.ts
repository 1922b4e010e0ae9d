import test from 'ava';
import type { CliCommand, CliContext } from '../../cli/cli-command.ts';
import { COMMANDS } from '../../cli/commands.ts';
import { runCli } from '../../cli/run-cli.ts';
import { Rejection } from '../../errors.ts';

function command(name: string, run: CliCommand['run'], usage = ''): CliCommand {
  return { name, summary: `does ${name}`, usage, options: { depth: { type: 'string', help: 'how deep' } }, run };
}

const seen: unknown[] = [];
const commands = [
  command('audit verify', async (_, input) => seen.push(input.options['depth']) - 1),
  command('lint', async (_, input) => input.arguments.length, '<file> ...'),
  command('refuse', async () => {
    throw new Rejection('validation', 'x', 'It cannot be.', {
      problems: [{ code: 'y', path: '/a', message: 'too long', remedy: 'shorten it' }],
    });
  }),
  command('break', async () => {
    throw new TypeError('a defect');
  }),
];

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const context = (): CliContext => ({}) as CliContext;
  const code = await runCli(words, {
    commands: Object.fromEntries(commands.map((each) => [each.name, async () => await Promise.resolve(each)])),
    version: '1.2.3',
    context,
    print: (l) => void out.push(l),
    printError: (l) => void err.push(l),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('without a command, and with --help, all commands are listed', async (t) => {
  for (const words of [[], ['--help']]) {
    const { code, out } = await run(...words);
    t.is(code, 0);
    for (const { name, summary } of commands) t.regex(out, new RegExp(`${name} +${summary}`));
  }
});

test('--version prints the version', async (t) => {
  t.deepEqual(await run('--version'), { code: 0, out: '1.2.3', err: '' });
});

test('an unknown command is wrong usage and names what was asked', async (t) => {
  const { code, out, err } = await run('frobnicate');
  t.is(code, 2);
  t.is(out, '');
  t.regex(err, /no command "frobnicate"/);
});

test('--help after a command explains it and runs nothing', async (t) => {
  const { code, out } = await run('break', '--help');
  t.is(code, 0);
  t.regex(out, /--depth <value> +how deep/);
});

test('a command of two words gets its options', async (t) => {
  t.is((await run('audit', 'verify', '--depth', '3')).code, 0);
  t.deepEqual(seen, ['3']);
});

test('arguments are accepted only by a command that names them', async (t) => {
  t.is((await run('lint', 'a.bpmn', 'b.bpmn')).code, 2);
  t.is((await run('refuse', 'extra')).code, 2);
});

test('an unknown option is wrong usage, with the explanation', async (t) => {
  const { code, err } = await run('lint', '--deep');
  t.is(code, 2);
  t.regex(err, /--deep[\s\S]*Usage: trinh-ky lint <file>/);
});

test('a refusal is shown with its problems and remedies, without a stack', async (t) => {
  const { code, err } = await run('refuse');
  t.is(code, 1);
  t.is(err, 'It cannot be.\n- /a: too long: shorten it');
});

test('a defect ends with its own exit code and its stack', async (t) => {
  const { code, err } = await run('break');
  t.is(code, 70);
  t.regex(err, /TypeError: a defect\n +at /);
});

test('each command of the product is called what the table calls it', async (t) => {
  for (const [name, read] of Object.entries(COMMANDS)) t.is((await read()).name, name);
});
