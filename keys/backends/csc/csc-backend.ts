/**
 * Remote signing after the API of the Cloud Signature Consortium, version 2: the key stays with the service, which gets the digest, the PIN, and
 * nothing of the document. Where the service wants time, for its owner to confirm on a device or to sign at all, it is asked again.
 */
import { Rejection, Transient } from '../../../errors.ts';
import { ALGORITHMS, matches } from '../../../signing/crypto/signing-algorithm.ts';
import type { SignatureRequest } from '../../../signing/cms/build-signed-attributes.ts';
import { checkOwnSignature } from '../../check-own-signature.ts';
import { keyFault, keyUnavailable } from '../../key-fault.ts';
import type { Holder, SigningBackend, SigningContext } from '../../signing-backend.ts';
import { ecdsaValue } from '../../../signing/crypto/ecdsa-value.ts';
import { CscClient, textOf, type CscAnswer, type CscClientOptions, type CscMethod } from './csc-client.ts';
import { authData, listOf, readCredential, type Credential } from './read-credential.ts';

export interface CscBackendOptions extends CscClientOptions {
  /** the service's name for a holder; the holder's own id unless it is told otherwise */
  readonly userId?: (holder: Holder) => Promise<string>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const POLL_MS = 2_000;
/** an owner looks for the telephone */
const TIMEOUT_MS = 180_000;
const MOST_CREDENTIALS = 10;

export function createCscBackend(options: CscBackendOptions): SigningBackend {
  const client = new CscClient(options);
  const find = async (holder: Holder): Promise<Credential> => await findCredential(client, holder, options);
  return {
    name: 'csc',
    identity: async (holder) => (await find(holder)).identity,
    async sign(request, context) {
      const credential = await find(context.holder);
      const deadline = options.clock() + (context.timeoutMs ?? TIMEOUT_MS);
      const poll = poller(client, deadline, options);
      const sad = await authorize(client, credential, request, context, poll);
      const signature = await signHash(client, credential, request, { sad, context, poll });
      return checkOwnSignature(request, inDer(request, signature, credential), credential.identity);
    },
    async close() {},
  };
}

async function findCredential(client: CscClient, holder: Holder, { userId }: CscBackendOptions): Promise<Credential> {
  const user = (await userId?.(holder)) ?? holder.id;
  const list = await client.call('credentials/list', { userID: user, onlyValid: true, maxResults: MOST_CREDENTIALS });
  for (const id of listOf(list['credentialIDs']).map(textOf).slice(0, MOST_CREDENTIALS)) {
    const info = await client.call('credentials/info', { credentialID: id, certificates: 'chain', certInfo: true, authInfo: true });
    const credential = readCredential(id, info);
    if (credential) return credential;
  }
  throw keyFault('keyGone', `Expected the signing service to have a key of ${holder.kind} '${holder.id}' that can sign.`);
}

/** Asks until `ready` finds its answer. */
type Poll = (method: CscMethod, body: CscAnswer, ready: (answer: CscAnswer) => string) => Promise<string>;

function poller(client: CscClient, deadline: number, { clock, wait }: CscBackendOptions): Poll {
  return async (method, body, ready) => {
    while (clock() < deadline) {
      await wait(POLL_MS);
      const found = ready(await client.call(method, body));
      if (found !== '') return found;
    }
    throw keyFault('notSignedInTime', 'Expected the signing service to finish in time.');
  };
}

const sadOf = (answer: CscAnswer): string => textOf(answer['SAD']);
const signatureOf = (answer: CscAnswer): string => textOf(listOf(answer['signatures'])[0]);

/** The data that releases the key for this digest only (CSC API 2.0, 11.6 and 11.7). */
async function authorize(
  client: CscClient,
  credential: Credential,
  request: SignatureRequest,
  context: SigningContext,
  poll: Poll,
): Promise<string> {
  const answer = await client.call('credentials/authorize', {
    credentialID: credential.id,
    numSignatures: 1,
    ...digestOf(request),
    authData: authData(credential, context),
    description: context.description.slice(0, 500),
  });
  const handle = textOf(answer['handle']);
  const sad = sadOf(answer);
  if (sad !== '') return sad;
  if (handle === '') throw keyUnavailable('serviceDown', 'Expected the signing service to authorize the key or to say when.');
  return await poll('credentials/authorizeCheck', { handle }, sadOf);
}

interface Authorized {
  readonly sad: string;
  readonly context: SigningContext;
  readonly poll: Poll;
}

/** From here on the key may have signed, whatever is heard of it: a call that got no clear answer is not made again (11.10 and 11.12). */
async function signHash(
  client: CscClient,
  { id, signAlgo }: Credential,
  request: SignatureRequest,
  { sad, context, poll }: Authorized,
): Promise<Buffer> {
  try {
    const answer = await client.call('signatures/signHash', {
      credentialID: id,
      SAD: sad,
      ...digestOf(request),
      signAlgo,
      clientData: context.requestId,
    });
    const responseId = textOf(answer['responseID']);
    const signature =
      responseId === '' ? signatureOf(answer) : await poll('signatures/signPolling', { requestID: responseId }, signatureOf);
    if (signature === '') throw keyFault('outcomeUnknown', 'Expected a signature of the signing service, but its answer has none.');
    return Buffer.from(signature, 'base64');
  } catch (error) {
    const isLost = error instanceof Transient || (error instanceof Rejection && error.code === 'keys.notSignedInTime');
    throw isLost ? keyFault('outcomeUnknown', 'Expected an answer of the signing service, which may have signed.', error) : error;
  }
}

function digestOf({ digest, algorithm }: SignatureRequest): { readonly hashes: readonly string[]; readonly hashAlgorithmOID: string } {
  return { hashes: [digest.toString('base64')], hashAlgorithmOID: ALGORITHMS[algorithm].digestOid };
}

/** The specification leaves the form of an ECDSA signature open: some services send the two numbers side by side. */
function inDer({ algorithm, attributes }: SignatureRequest, signature: Buffer, { identity }: Credential): Buffer {
  if (algorithm === 'rsa-sha256' || matches(algorithm, identity.certificate.key, attributes, signature)) return signature;
  const size = algorithm === 'ecdsa-sha256' ? 64 : 96;
  return signature.length === size ? ecdsaValue(signature) : signature;
}
