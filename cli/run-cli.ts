/**
 * The command line: finds the command, reads its options, runs it. Exit codes: 0 done, 1 refused or found wanting,
 * 2 wrong usage, 70 a defect of ours.
 */
import { parseArgs } from 'node:util';
import { Rejection } from '../errors.ts';
import type { CliCommand, CliContext, CliInput } from './cli-command.ts';
import { explain, overview } from './help.ts';
import { UsageError } from './usage-error.ts';

export interface CliRun {
  /** by name, in the order of the help; each is read when it is asked for */
  readonly commands: Readonly<Record<string, () => Promise<CliCommand>>>;
  readonly version: string;
  /** called once a command is known to run: wrong settings must not hide the help */
  readonly context: () => CliContext;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** Runs `words` (without node and script) and resolves to the exit code. */
export async function runCli(words: readonly string[], run: CliRun): Promise<number> {
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => Object.hasOwn(run.commands, one));
  const command = name === undefined ? undefined : await run.commands[name]?.();
  if (!command) return await withoutCommand(words, run);
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    run.print(explain(command));
    return 0;
  }
  const input = readInput(command, rest);
  if (typeof input === 'string') return wrongUsage(`${input}\n\n${explain(command)}`, run);
  return await execute(command, input, run);
}

async function withoutCommand(words: readonly string[], run: CliRun): Promise<number> {
  if (words[0] === '--version') {
    run.print(run.version);
    return 0;
  }
  const commands = await Promise.all(Object.values(run.commands).map(async (read) => await read()));
  const help = overview(commands, run.version);
  if (words.length > 0 && !words.includes('--help')) return wrongUsage(`There is no command "${words[0]}".\n\n${help}`, run);
  run.print(help);
  return 0;
}

function wrongUsage(text: string, { printError }: CliRun): number {
  printError(text);
  return 2;
}

/** A string says what is wrong. */
function readInput(command: CliCommand, words: readonly string[]): CliInput | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: command.options, allowPositionals: command.usage !== '' });
    return { options: values, arguments: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function execute(command: CliCommand, input: CliInput, run: CliRun): Promise<number> {
  try {
    return await command.run(run.context(), input);
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(`${error.message}\n\n${explain(command)}`, run);
    if (!(error instanceof Rejection)) {
      run.printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 70;
    }
    run.printError(error.message);
    for (const { path, message, remedy } of error.problems) {
      if (!error.message.includes(message)) run.printError(`- ${[path, message, remedy].filter(Boolean).join(': ')}`);
    }
    return 1;
  }
}
