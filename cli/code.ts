import { generateSync } from 'otplib';
import organisation from '../composition/demo/organisation.json' with { type: 'json' };
import type { CliCommand } from './cli-command.ts';

export const codeCommand: CliCommand = {
  name: 'code',
  summary: 'Show the one-time code of this half minute for the users for trying',
  usage: '',
  options: {},
  async run({ print }) {
    print(generateSync({ secret: organisation.otpSecret }));
    return await Promise.resolve(0);
  },
};
