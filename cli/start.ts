import { startServer } from '../server.ts';
import type { CliCommand } from './cli-command.ts';
import { runUntilSignal } from './run-until-signal.ts';

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'Start the server; it runs until SIGINT or SIGTERM and then ends in order',
  usage: '',
  options: {},
  async run(context) {
    const server = await startServer(context.config, context.logger);
    context.logger.info({ url: server.url }, 'listening');
    return await runUntilSignal(context, server);
  },
};
