import fs from 'node:fs';
import path from 'node:path';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { certificatePem } from '../../keys/demo-authority/demo-files.ts';
import type { Holder, KeyIdentity } from '../../keys/signing-backend.ts';

/** The private key of a holder of the demo authority in `folder`, to put it elsewhere. */
export function demoKey(folder: string, { kind, id }: Holder): KeyObject {
  return createPrivateKey(fs.readFileSync(path.join(folder, 'demo-authority', `${kind}-${encodeURIComponent(id)}.pem`)));
}

export function chainPem({ certificate, chain }: KeyIdentity): string {
  return [certificate, ...chain].map(certificatePem).join('');
}
