/** Signs documents of Trình Ký with a token on this computer. It dials out, listens nowhere, and asks its person before each signature. */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AgentFault } from './agent-fault.ts';
import { openJournal } from './journal.ts';
import { openViewer } from './open-viewer.ts';
import { ownKey } from './own-key.ts';
import { pairAgent } from './pair-agent.ts';
import { forgetPairing, loadPairing, savePairing } from './pairing-file.ts';
import { tokenAsker } from './pkcs11/ask-token.ts';
import { TokenFault } from '../pkcs11/token-fault.ts';
import { runAgent } from './run-agent.ts';
import { createServerClient, serverAddress } from './server-client.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { textOf, textsIn, type Texts } from './texts.ts';

const EXIT = { done: 0, failed: 1, usage: 2 } as const;
const OPTIONS = {
  server: { type: 'string' },
  module: { type: 'string' },
  token: { type: 'string' },
  certificate: { type: 'string' },
  folder: { type: 'string' },
  language: { type: 'string' },
  'no-viewer': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parsed>['values'];
const parsed = () => parseArgs({ options: OPTIONS, allowPositionals: true });

interface Order {
  readonly values: Values;
  readonly folder: string;
  readonly terminal: Terminal;
  readonly texts: Texts;
}

const COMMANDS: Readonly<Record<string, (order: Order) => Promise<void>>> = {
  async pair({ values: { server, module, token: label, certificate }, folder, terminal, texts }) {
    await pairAgent({ server, module, label, certificate, folder }, terminal, texts);
  },
  async run({ values, folder, terminal, texts }) {
    const paired = loadPairing(folder);
    const ask = tokenAsker({ module: paired.module, token: paired.label });
    const { certificate, chain } = await ownKey(ask, values.certificate ?? paired.certificate);
    // another certificate of the same person: it is announced, and the one from now on
    if (certificate.fingerprint !== paired.certificate) savePairing(folder, { ...paired, certificate: certificate.fingerprint });
    const server = createServerClient(serverAddress(paired.server), paired.token);
    const view = values['no-viewer'] ? (): void => undefined : openViewer;
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(EXIT.done));
    terminal.tell(texts('waiting'));
    await runAgent({
      server,
      ask,
      certificate,
      chain,
      terminal,
      texts,
      folder,
      view,
      journal: openJournal(folder),
      stop: stop.signal,
    });
  },
  async status({ folder, terminal, texts }) {
    const { server, name, module, certificate } = loadPairing(folder);
    terminal.tell(texts('status', { server, name, module, certificate }));
  },
  async forget({ folder, terminal, texts }) {
    forgetPairing(folder);
    terminal.tell(texts('forgotten'));
  },
};

async function main(): Promise<number> {
  const terminal = openTerminal(process.stdin, process.stdout);
  try {
    const { values, positionals } = understood();
    const texts = textsIn(values.language === 'en' ? 'en' : 'vi');
    const name = positionals[0] ?? '';
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) {
      terminal.tell(texts('usage'));
      return EXIT.usage;
    }
    const folder = path.resolve(values.folder ?? path.join(os.homedir(), '.trinh-ky-agent'));
    return await told(terminal, texts, async () => await command({ values, folder, terminal, texts }));
  } finally {
    terminal.close();
  }
}

/** What nobody understands is no command. */
function understood(): Pick<ReturnType<typeof parsed>, 'values' | 'positionals'> {
  try {
    return parsed();
  } catch {
    return { values: {}, positionals: [] };
  }
}

async function told(terminal: Terminal, texts: Texts, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return EXIT.done;
  } catch (error) {
    if (error instanceof AgentFault) terminal.tell(textOf(texts, error.key, error.values));
    else if (error instanceof TokenFault) terminal.tell(texts('tokenFailed', { reason: error.message }));
    else if (error instanceof TypeError) terminal.tell(texts('unreachable'));
    else throw error;
    return EXIT.failed;
  }
}

process.exitCode = await main();
