import type { Services } from '../commands/contract.ts';
import type { Config } from '../config.ts';
import type { RecordSigner } from '../record/checkpoint.ts';
import { timeStampClient } from '../worker/time-stamp-client.ts';
import { readCertificates } from './read-certificates.ts';
import { openRecordSigner } from './record-signer.ts';

/** Who signs the record, and who says when: for nodes that do the work of a worker. Throws Rejection where key or certificates cannot be used. */
export function recordServices(config: Config): Pick<Services, 'timeStamp'> & { readonly recordSigner: RecordSigner } {
  const { timeStamps } = config;
  const authorities = timeStamps?.authoritiesFile === undefined ? undefined : readCertificates(timeStamps.authoritiesFile);
  const recordSigner = openRecordSigner(config);
  if (!timeStamps) return { recordSigner };
  return { recordSigner, timeStamp: timeStampClient({ url: timeStamps.url, ...(authorities && { authorities }) }) };
}
