/** Passkeys (WebAuthn Level 3): the browser asks the device, the server decides. */
import i18n from 'i18next';
import { Problem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';

interface Offered<T> {
  readonly options: T;
}

/** A page that is not served over HTTPS, or an old browser, has none. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential && window.isSecureContext;

/** Its answer to the challenge at this address of the API. Throws Problem `passkeyLeft` when the person left the device's dialog. */
export async function answerPasskey(path: string): Promise<unknown> {
  const { options } = await request<Offered<PublicKeyCredentialRequestOptionsJSON>>(path, { method: 'POST' });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return json(await asked(async () => await navigator.credentials.get({ publicKey })));
}

/** A new one of this device, enrolled under a name. */
export async function enrolPasskey(name: string): Promise<void> {
  const { options } = await request<Offered<PublicKeyCredentialCreationOptionsJSON>>('/factors/passkey-options', { method: 'POST' });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = json(await asked(async () => await navigator.credentials.create({ publicKey })));
  await request('/factors/passkeys', { method: 'POST', body: { name, response } });
}

async function asked(ask: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DOMException)
      throw new Problem({ code: 'passkeyLeft', title: i18n.t('passkey.left'), remedy: i18n.t('passkey.leftRemedy') });
    throw error;
  }
}

function json(credential: Credential | null): unknown {
  if (credential instanceof PublicKeyCredential) return credential.toJSON();
  throw new Problem({ code: 'passkeyLeft', title: i18n.t('passkey.left'), remedy: i18n.t('passkey.leftRemedy') });
}
