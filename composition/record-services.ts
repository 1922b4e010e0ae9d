import type { Services } from '../commands/contract.ts';
import type { Config } from '../config.ts';
import type { Exchange } from '../keys/evidence/exchange.ts';
import type { RecordSigner } from '../record/checkpoint.ts';
import { timeStampClient } from '../worker/time-stamp-client.ts';
import { openExchange } from './open-exchange.ts';
import { readCertificates } from './read-certificates.ts';
import { openRecordSigner } from './record-signer.ts';

/**
 * Who signs the record, and who says when: for nodes that do the work of a worker. `exchange` where other work asks the same authorities, so
 * that they share its pace. Throws Rejection where key or certificates cannot be used.
 */
export function recordServices(config: Config, exchange?: Exchange): Pick<Services, 'timeStamp'> & { readonly recordSigner: RecordSigner } {
  const { timeStamps } = config;
  const authorities = timeStamps?.authoritiesFile === undefined ? undefined : readCertificates(timeStamps.authoritiesFile);
  const recordSigner = openRecordSigner(config);
  if (!timeStamps) return { recordSigner };
  const asked = exchange ?? openExchange(config.signing);
  return { recordSigner, timeStamp: timeStampClient({ urls: timeStamps.urls, exchange: asked, ...(authorities && { authorities }) }) };
}
