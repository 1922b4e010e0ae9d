/** The command line's composition root: settings, logger and the table of commands meet here. See cli/. */
import { COMMANDS } from './cli/commands.ts';
import { runCli } from './cli/run-cli.ts';
import { productVersion } from './composition/product-version.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logging/logger.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const printError = (line: string): void => void process.stderr.write(`${line}\n`);

const code = await runCli(process.argv.slice(2), {
  commands: COMMANDS,
  version: productVersion(),
  print,
  printError,
  context: () => {
    const config = loadConfig();
    return { config, logger: createLogger(config.log), print };
  },
});
// what a pipe has not taken yet would be lost with the process
for (const stream of [process.stdout, process.stderr])
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
// whatever is still open, a shutdown that took too long above all, must not keep the process
process.exit(code);
