/** Pairs this computer with its person's account: the code from the page, for a token that is kept here. */
import os from 'node:os';
import { AgentFault } from './agent-fault.ts';
import { ServerRefusal } from './agent-protocol.ts';
import { ownKey } from './own-key.ts';
import { savePairing } from './pairing-file.ts';
import { tokenAsker } from './pkcs11/ask-token.ts';
import { pairWith, serverAddress } from './server-client.ts';
import type { Terminal } from './terminal.ts';
import type { Texts } from './texts.ts';

export interface PairingOrder {
  readonly server: string | undefined;
  readonly module: string | undefined;
  readonly label: string | undefined;
  readonly certificate: string | undefined;
  readonly folder: string;
}

/** Throws AgentFault, TokenFault. */
export async function pairAgent(order: PairingOrder, terminal: Terminal, texts: Texts): Promise<void> {
  const { module, label, folder } = order;
  const server = serverAddress(order.server ?? '');
  if (module === undefined) throw new AgentFault('moduleMissing');
  // before the code, which is good once: a token that cannot be read costs no code
  const { certificate, chain } = await ownKey(tokenAsker({ module, token: label }), order.certificate);
  const code = (await terminal.ask(texts('askCode')))?.trim() ?? '';
  const key = { certificate: certificate.der.toString('base64'), chain: chain.map(({ der }) => der.toString('base64')) };
  const platform = `${os.type()} ${os.arch()}, ${os.hostname()}`.slice(0, 100);
  const { agent, name, token } = await paired(server, { code, platform, ...key });
  savePairing(folder, { server: server.origin, agent, name, token, module, label, certificate: certificate.fingerprint });
  terminal.tell(texts('paired', { name, signer: certificate.name, certificate: certificate.fingerprint }));
}

async function paired(server: URL, pairing: Parameters<typeof pairWith>[1]) {
  try {
    return await pairWith(server, pairing);
  } catch (error) {
    if (error instanceof ServerRefusal) throw new AgentFault('codeRefused', { code: error.code });
    throw error;
  }
}
