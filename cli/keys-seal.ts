import { openProduct } from '../composition/open-product.ts';
import { sealIdentities } from '../store/protection/seal-identities.ts';
import type { CliCommand } from './cli-command.ts';

export const keysSealCommand: CliCommand = {
  name: 'keys seal',
  summary: 'Encrypt the identity numbers that the register of persons kept before it was encrypted; may be stopped and run again',
  usage: '',
  options: {},
  async run({ config, logger, print }) {
    const product = await openProduct(config, logger);
    try {
      const { persons, states, taken } = await sealIdentities(product.services.db);
      print(`${persons} identity numbers and ${states} earlier states of entries sealed.`);
      if (taken.length > 0) print(`Another person has the same number, decide who they are: ${taken.join(', ')}`);
      return taken.length === 0 ? 0 : 1;
    } finally {
      await product.close();
    }
  },
};
