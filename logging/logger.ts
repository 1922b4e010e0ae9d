/**
 * Structured logs on standard output: JSON for machines, lines for a terminal. Secrets are taken out of every entry, and
 * each entry written during a request or a job carries its id. Nothing here reads the environment or touches a file.
 */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { currentLogContext } from './log-context.ts';
import { toLine } from './line.ts';
import { describeError } from './describe-error.ts';
import { redact } from './redact.ts';

/** What other rooms receive. `logger.info({ caseId }, 'case started')`: facts as fields, the message without values. */
export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'isLevelEnabled'> & {
  child(fields: Record<string, unknown>): Logger;
};

export interface LoggerOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly format: 'json' | 'lines';
  /** standard output when absent */
  readonly destination?: DestinationStream;
}

export function createLogger({ level, format, destination = process.stdout }: LoggerOptions): Logger {
  const logger = pino(
    {
      level,
      base: {},
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      mixin: currentLogContext,
      formatters: { level: (name) => ({ level: name }), log: redact },
      serializers: { err: describeError, error: describeError },
    },
    format === 'json' ? destination : { write: (entry) => destination.write(toLine(entry)) },
  );
  return withRedactedChildren(logger);
}

/** pino applies its formatters to entries only, not to the fields of a child. */
function withRedactedChildren(logger: PinoLogger): Logger {
  const child = logger.child.bind(logger);
  return Object.assign(logger, { child: (fields: Record<string, unknown>) => withRedactedChildren(child(redact(fields)) as PinoLogger) });
}
