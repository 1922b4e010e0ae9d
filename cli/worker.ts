import { startWorkerNode } from '../worker.ts';
import type { CliCommand } from './cli-command.ts';
import { runUntilSignal } from './run-until-signal.ts';

export const workerCommand: CliCommand = {
  name: 'worker',
  summary: 'Start a worker node without HTTP: timers, jobs, messages between cases. Servers beside it run with WORKER=false',
  usage: '',
  options: {},
  async run(context) {
    const node = await startWorkerNode(context.config, context.logger);
    context.logger.info('working');
    return await runUntilSignal(context, node);
  },
};
