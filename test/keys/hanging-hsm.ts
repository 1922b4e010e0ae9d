/** Stands in for the HSM's process: answers identities, and does to a signature what its token's name says. */
import fs from 'node:fs';
import type { HsmQuestion } from '../../keys/backends/pkcs11/hsm-message.ts';
import { readCertificates } from '../../keys/trust/read-certificates.ts';

const [chainFile = '', deed = ''] = process.argv.slice(2);
const [certificate, ...others] = readCertificates(fs.readFileSync(chainFile, 'latin1')).map(({ der }) => der);

process.on('message', (question: HsmQuestion) => {
  fs.appendFileSync(`${chainFile}.asked`, `${question.what}\n`);
  if (question.what === 'identity') return void process.send?.({ what: 'identity', certificate, others });
  if (deed === 'dies') process.exit(1);
  if (deed === 'signs otherwise') process.send?.({ what: 'signature', signature: Buffer.alloc(64, 1) });
});
process.on('disconnect', () => process.exit(0));
