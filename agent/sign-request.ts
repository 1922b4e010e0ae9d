/** The token signs what was checked and agreed to. The PIN is typed here, goes to the token, and nowhere else. */
import { checkSignature } from '../signing/cms/check-signature.ts';
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import type { Certificate } from '../signing/trust/certificate.ts';
import type { AskToken } from './pkcs11/ask-token.ts';
import { TokenFault } from '../pkcs11/token-fault.ts';
import type { Terminal } from './terminal.ts';
import type { Texts } from './texts.ts';

export interface Signing {
  readonly ask: AskToken;
  readonly terminal: Terminal;
  readonly texts: Texts;
  readonly certificate: Certificate;
  /** the token is about to be asked */
  readonly begin: () => void;
}

/** Tokens lock after a few wrong PINs: the last try is left to the person's own decision. */
const TRIES = 2;

/** Base64, one for each request. Undefined when no PIN was given. Throws TokenFault, Rejection `signing.wrongSignature`. */
export async function signRequest(requests: readonly SignatureRequest[], signing: Signing): Promise<readonly string[] | undefined> {
  const { terminal, texts } = signing;
  for (let left = TRIES; ; left -= 1) {
    const pin = await terminal.askSecret(texts('askPin'));
    if (pin === undefined || pin === '') return undefined;
    try {
      return await signAll(requests, pin, signing);
    } catch (error) {
      if (!(error instanceof TokenFault) || error.fault !== 'wrongPin' || left <= 1) throw error;
      terminal.tell(texts('wrongPinAgain'));
    }
  }
}

async function signAll(
  requests: readonly SignatureRequest[],
  pin: string,
  { ask, certificate, begin }: Signing,
): Promise<readonly string[]> {
  const [first] = requests;
  if (!first) return [];
  begin();
  const digests = requests.map(({ digest }) => digest);
  const { signatures } = await ask({ what: 'sign', pin, certificate: certificate.der, algorithm: first.algorithm, digests });
  return requests.map((request, at) => {
    const signature = Buffer.from(signatures[at] ?? []);
    checkSignature(request, signature, certificate);
    return signature.toString('base64');
  });
}
