import type { SignatureRequest } from '../../../signing/cms/build-signed-attributes.ts';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { checkOwnSignature } from '../../check-own-signature.ts';
import { keyFault, keyUnavailable } from '../../key-fault.ts';
import { keyIdentity } from '../../key-identity.ts';
import type { Holder, KeyIdentity, SigningBackend } from '../../signing-backend.ts';
import type { HsmAnswer, HsmQuestion } from './hsm-message.ts';
import { HsmProcess, HsmSilence, type HsmProcessOptions } from './hsm-process.ts';

const TIMEOUT_MS = 20_000;
const labelOf = ({ kind, id }: Holder): string => `${kind}:${id}`;

export interface HsmBackend extends SigningBackend {
  readonly process: HsmProcess;
}

/** Keys on a server's HSM through PKCS#11: key and certificate bear the label `person:<id>` or `unit:<id>`; the PIN comes with each call. */
export function createHsmBackend(options: HsmProcessOptions): HsmBackend {
  const hsm = new HsmProcess(options);
  const identity = async (holder: Holder): Promise<KeyIdentity> => {
    const answer = await ask(hsm, { what: 'identity', label: labelOf(holder) }, TIMEOUT_MS);
    if (answer.what !== 'identity') throw keyUnavailable('serviceDown', 'Expected the HSM to answer what it was asked.');
    const certificate = new Certificate(Buffer.from(answer.certificate));
    return keyIdentity(certificate, answer.others.flatMap(readable));
  };
  return {
    name: 'hsm',
    process: hsm,
    identity,
    async sign(request: SignatureRequest, { holder, pin, timeoutMs = TIMEOUT_MS }) {
      if (pin === undefined || pin === '') throw keyFault('pinMissing', 'Expected the PIN of the HSM.');
      const known = await identity(holder);
      const { algorithm, digest } = request;
      const answer = await ask(hsm, { what: 'sign', label: labelOf(holder), pin, algorithm, digest }, timeoutMs);
      if (answer.what !== 'signature') throw keyUnavailable('serviceDown', 'Expected the HSM to answer what it was asked.');
      return checkOwnSignature(request, Buffer.from(answer.signature), known);
    },
    close: async () => await hsm.close(),
  };
}

/** A certificate on the token that is not ours to judge is no reason to refuse the one that is. */
function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [new Certificate(Buffer.from(der))];
  } catch {
    return [];
  }
}

async function ask(hsm: HsmProcess, question: HsmQuestion, timeoutMs: number): Promise<Exclude<HsmAnswer, { what: 'fault' }>> {
  let answer: HsmAnswer;
  try {
    answer = await hsm.ask(question, timeoutMs);
  } catch (error) {
    throw error instanceof HsmSilence ? silenceOf(error, question) : error;
  }
  if (answer.what !== 'fault') return answer;
  if (answer.fault === 'deviceFailed') throw keyUnavailable('serviceDown', `Expected the HSM to answer, but: ${answer.reason}.`);
  throw keyFault(answer.fault, `Expected the HSM to answer, but: ${answer.reason}.`);
}

/** Only a signature can have been made unseen. */
function silenceOf({ why, message }: HsmSilence, { what }: HsmQuestion): Error {
  if (why === 'busy') return keyUnavailable('busy', message);
  if (why === 'down') return keyUnavailable('serviceDown', message);
  if (what === 'sign') return keyFault('outcomeUnknown', message);
  return keyUnavailable(why === 'timedOut' ? 'timedOut' : 'serviceDown', message);
}
