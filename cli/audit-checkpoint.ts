import { recordServices } from '../composition/record-services.ts';
import { keyId } from '../record/checkpoint.ts';
import { listCheckpoints } from '../store/queries/list-checkpoints.ts';
import { signCheckpoint } from '../store/queues/checkpoints.ts';
import { sealRecord } from '../worker/seal-record.ts';
import { stampNext } from '../worker/checkpoints.ts';
import type { CliCommand } from './cli-command.ts';
import { withProduct } from './with-product.ts';

export const auditCheckpointCommand: CliCommand = {
  name: 'audit checkpoint',
  summary: 'Seal and sign the record now and have it time-stamped; with --list print all checkpoints and their keys',
  usage: '',
  options: { list: { type: 'boolean', help: 'sign nothing: one JSON object a line, to keep outside the installation' } },
  async run(context, { options }) {
    const { config, print } = context;
    return await withProduct(context, async (product) => {
      const { db, clock } = product.services;
      if (options['list'] === true) {
        for await (const checkpoint of listCheckpoints(db)) print(JSON.stringify(checkpoint));
        return 0;
      }
      const record = recordServices(config);
      const services = { ...product.services, ...record };
      while (await sealRecord(services));
      const signed = await signCheckpoint(db, record.recordSigner, { now: clock() });
      if (!signed) {
        print('There is nothing to sign.');
        return 1;
      }
      const stamped = record.timeStamp ? await stampNext(services) : 'nothing';
      print(`checkpoint ${signed.number} signed with key ${keyId(signed.publicKey)}`);
      print(signed.publicKey.trimEnd());
      if (stamped !== 'stamped') print(record.timeStamp ? 'Its time stamp is pending.' : 'It has no time stamp: TSA_URL is not set.');
      return 0;
    });
  },
};
