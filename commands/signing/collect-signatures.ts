/** The raw signatures: those that were made elsewhere come with the request, the others are made by the keys of this installation. */
import { Rejection } from '../../errors.ts';
import type { Services } from '../contract.ts';
import type { Shown } from './shown-item.ts';
import { AGENT, ELSEWHERE } from './signer-identity.ts';
import { signatureBytes } from './signature-bytes.ts';
import { signingOf, type KeyHolder } from './signing-services.ts';
import type { SigningAt } from './signing-at.ts';

export interface Brought {
  /** base64 */
  readonly signatures?: readonly string[];
  readonly pin?: string;
  readonly otp?: string;
}

/** In the order of `mine`. Throws validation `signaturesInvalid`, conflict `agentChosen`; what the back end throws. */
export async function collectSignatures(
  services: Services,
  found: SigningAt,
  mine: readonly Shown[],
  { signatures, pin, otp }: Brought,
): Promise<readonly Buffer[]> {
  const groups = Map.groupBy(mine, ({ ready, capacity }) => `${ready.method}/${capacity}`);
  const brought = mine.filter(({ ready }) => ready.method === ELSEWHERE);
  if ((signatures?.length ?? 0) !== brought.length)
    throw new Rejection('validation', 'signaturesInvalid', `Expected ${brought.length} signatures that were made elsewhere.`);
  const made = new Map(brought.map(({ place }, at) => [place, signatureBytes(signatures?.[at])]));
  for (const group of groups.values()) {
    const [first] = group;
    if (!first || first.ready.method === ELSEWHERE) continue;
    const results = await backendOf(services, first).sign(holderOf(found, first), group.map(requestOf), {
      ...(pin !== undefined && { pin }),
      ...(otp !== undefined && { otp }),
    });
    group.forEach(({ place }, at) => made.set(place, results[at] ?? Buffer.alloc(0)));
  }
  return mine.map(({ place }) => made.get(place) ?? Buffer.alloc(0));
}

function backendOf(services: Services, { ready: { method } }: Shown) {
  if (method === AGENT) throw new Rejection('conflict', 'agentChosen', 'Expected the agent to be asked, whose key was chosen.');
  const backend = signingOf(services).backends.get(method);
  if (backend) return backend;
  throw new Rejection('conflict', 'signingMethodUnknown', `Expected '${method}' to be a way to sign of this installation still.`);
}

const holderOf = ({ signing }: SigningAt, { capacity }: Shown): KeyHolder =>
  capacity === 'personal' ? { capacity, person: signing.person } : { capacity, unitPath: signing.unitPath };

const requestOf = ({ ready: { attributes, digest, algorithm } }: Shown) => ({ attributes, digest, algorithm });
