import { runDemo } from './demo/run-demo.ts';
import type { CliCommand } from './cli-command.ts';

export const demoCommand: CliCommand = {
  name: 'demo',
  summary: 'Drive two account requests over HTTP against a running server, one approved and one rejected',
  usage: '',
  options: {
    url: { type: 'string', default: 'http://localhost:8080', help: 'address of the server' },
  },
  async run({ print }, { options }) {
    await runDemo({ url: String(options['url']), print, suffix: Date.now().toString().slice(-7) });
    return 0;
  },
};
