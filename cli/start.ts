import { stopInTime } from '../lifecycle/stop-in-time.ts';
import { untilSignal } from '../lifecycle/until-signal.ts';
import { startServer } from '../server.ts';
import type { CliCommand } from './cli-command.ts';

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'Start the server; it runs until SIGINT or SIGTERM and then ends in order',
  usage: '',
  options: {},
  async run({ config, logger }) {
    const server = await startServer(config, logger);
    logger.info({ url: server.url }, 'listening');
    const code = await untilSignal(server.failed).then(
      (signal) => {
        logger.info({ signal }, 'stopping');
        return 0;
      },
      (err: unknown) => {
        logger.fatal({ err }, 'cannot go on');
        return 1;
      },
    );
    await stopInTime(async () => await server.stop(), config.shutdownMs);
    logger.info('stopped');
    return code;
  },
};
