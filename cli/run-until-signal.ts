/**
 * The life of a node that serves until it is told to end: SIGINT and SIGTERM end it in order, a lost database with exit code 1.
 * SIGHUP ends it too, unless it has certificates to read anew.
 */
import { stopInTime } from '../lifecycle/stop-in-time.ts';
import { untilSignal } from '../lifecycle/until-signal.ts';
import type { CliContext } from './cli-command.ts';

export interface Node {
  readonly failed: Promise<never>;
  /** reads its certificates anew: then SIGHUP asks for that, not for the end */
  readonly reload?: (() => void) | undefined;
  stop(): Promise<void>;
}

export async function runUntilSignal({ config, logger }: CliContext, node: Node): Promise<number> {
  const code = await untilSignal(node.failed, { reload: node.reload }).then(
    (signal) => {
      logger.info({ signal }, 'stopping');
      return 0;
    },
    (err: unknown) => {
      logger.fatal({ err }, 'cannot go on');
      return 1;
    },
  );
  await stopInTime(async () => await node.stop(), config.shutdownMs);
  logger.info('stopped');
  return code;
}
