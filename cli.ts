/** The command line's composition root: settings, logger and the table of commands meet here. See cli/. */
import { readFileSync } from 'node:fs';
import { commands } from './cli/commands.ts';
import { runCli } from './cli/run-cli.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logging/logger.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const printError = (line: string): void => void process.stderr.write(`${line}\n`);

process.exitCode = await runCli(process.argv.slice(2), {
  commands,
  version,
  print,
  printError,
  context: () => {
    const config = loadConfig();
    return { config, logger: createLogger(config.log), print };
  },
});
