import type { ParseArgsOptionDescriptor } from 'node:util';
import type { Config } from '../config.ts';
import type { Logger } from '../logging/logger.ts';

export interface CliContext {
  readonly config: Config;
  readonly logger: Logger;
  /** a line of the command's result, on standard output */
  readonly print: (line: string) => void;
}

export interface CliOption extends ParseArgsOptionDescriptor {
  readonly help: string;
}

export interface CliInput {
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly arguments: readonly string[];
}

/** One command of `trinh-ky`. A Rejection that it throws is shown with its remedies; anything else is a defect. */
export interface CliCommand {
  /** one or two words, such as `audit verify` */
  readonly name: string;
  /** one line for the list of commands */
  readonly summary: string;
  /** names of the arguments, such as `<file> [<file> ...]`; empty when it takes none */
  readonly usage: string;
  readonly options: Readonly<Record<string, CliOption>>;
  /** Resolves to the exit code, 0 for success. */
  run(context: CliContext, input: CliInput): Promise<number>;
}
