import { Rejection } from '../errors.ts';
import organisation from '../composition/demo/organisation.json' with { type: 'json' };
import type { CliCommand } from './cli-command.ts';
import { driveDemo } from './demo/drive-demo.ts';
import { tellProcedures } from './demo/tell-procedures.ts';
import { readLanguage } from './read-language.ts';

export const demoCommand: CliCommand = {
  name: 'demo',
  summary: 'Drive account requests over HTTP on a running server, then tell one full case of each other procedure',
  usage: '',
  options: {
    url: { type: 'string', help: 'address of the server; else http://localhost and PORT' },
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
  },
  async run({ config, print }, { options }) {
    const { url } = options;
    const language = readLanguage(options['language']);
    const server = typeof url === 'string' ? url : `http://localhost:${config.port}`;
    if (!URL.canParse(server)) throw new Rejection('validation', 'demo.url', `Expected --url to be an address, but it is '${server}'.`);
    const { password, otpSecret } = organisation;
    await driveDemo({ server, password, otpSecret, language, print, serial: String(Date.now()).slice(-9) });
    return (await tellProcedures(language, print)) ? 0 : 1;
  },
};
