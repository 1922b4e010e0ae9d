/** The API, somebody who has begun to sign, and an agent of theirs whose token is a key of this process, or a token of SoftHSM. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestFn } from 'ava';
import { handleRequest, type Handling } from '../../agent/handle-request.ts';
import { openJournal } from '../../agent/journal.ts';
import type { AskToken } from '../../agent/pkcs11/ask-token.ts';
import { TokenFault } from '../../pkcs11/token-fault.ts';
import { createServerClient } from '../../agent/server-client.ts';
import type { AgentServer } from '../../agent/agent-protocol.ts';
import type { Terminal } from '../../agent/terminal.ts';
import { textsIn } from '../../agent/texts.ts';
import { useApi, type Answer, type ApiServer } from '../api/api-server.ts';
import type { TestKeys } from '../api/test-keys.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { signDigest } from '../keys/sign-digest.ts';
import type { Issued } from '../signing/pki/test-authority.ts';

export const PIN = '864213';
const signature = (capacity: string, order: number): string =>
  `<tk:signature document="d" capacity="${capacity}" level="B-B" order="${order}"/>`;
const asking = (...signatures: readonly string[]): string =>
  `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"', `<extensionElements>${signatures.join('')}</extensionElements>`)}<endEvent id="e"/>${chain('s', 'draft', 'e')}`;

export interface Desk {
  readonly server: ApiServer;
  key(person: string): Promise<Issued>;
  seal(unitPath: string): Promise<Issued>;
  issuing(): Issued;
  /** a pairing code of somebody's */
  code(name: string): Promise<string>;
  /** an agent of somebody's, paired over HTTP; `key`: another than their own */
  pair(name: string, more?: { readonly key?: Issued; readonly code?: string }): Promise<Answer>;
  /** the agent's side of a pairing */
  agent(paired: Answer, key: Issued, more?: AgentMore): Agent;
  /** begun and shown; the agent is not asked yet */
  begin(name: string, procedure?: string): Promise<Answer>;
  /** begun, shown, and the agent asked */
  ask(name: string, procedure?: string): Promise<Answer>;
  askAgain(name: string, signing: Answer['body']): Promise<Answer>;
  signing(name: string, id: string): Promise<Answer['body']>;
}
export interface AgentMore {
  readonly answers?: readonly (string | undefined)[];
  readonly folder?: string;
  readonly server?: Partial<AgentServer>;
  readonly ask?: AskToken;
}
export interface Agent {
  readonly said: readonly string[];
  readonly client: AgentServer;
  readonly folder: string;
  /** how often the key has signed */
  readonly signed: () => number;
  /** asks for work once and handles what there is; gives how much there was */
  work(): Promise<number>;
}

export function useSigningDesk(test: TestFn): Desk {
  const server = useApi(test);
  const keys = (): TestKeys => server.services.commands.signing as TestKeys;
  const key = async (person: string): Promise<Issued> => await keys().keyFor({ capacity: 'personal', person });
  test.serial.before(async () => {
    const resources = [
      { name: 'ky.bpmn', content: bpmn('ky', asking(signature('personal', 1))) },
      { name: 'ky-dau.bpmn', content: bpmn('ky-dau', asking(signature('personal', 1), signature('agencySeal', 2))) },
    ];
    const answer = await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'ký', resources } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  });
  const code: Desk['code'] = async (name) =>
    (await server.as(name)('POST', '/api/v1/agents/codes', { body: { name: 'máy ở phòng 12' } })).body.code as string;
  const begin: Desk['begin'] = async (name, procedure = 'ky') => {
    const started = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure, variables: {} } });
    const at = `/api/v1/tasks/${started.body.caseId}/${started.body.opened[0].instance}`;
    await server.as(name)('POST', `${at}/claim`, { body: {} });
    return await server.as(name)('POST', `${at}/signings`, { body: { key: { method: 'agent' } } });
  };
  const askAgain: Desk['askAgain'] = async (name, { id, signatures }) => {
    const shown = (signatures as { state: string; shown: string }[]).filter(({ state }) => state === 'ready').map((one) => one.shown);
    return await server.as(name)('POST', `/api/v1/signings/${id}/agent`, { body: { shown } });
  };
  return {
    server,
    key,
    seal: async (unitPath) => await keys().keyFor({ capacity: 'agencySeal', unitPath }),
    issuing: () => keys().issuing,
    code,
    begin,
    askAgain,
    async pair(name, { key: other, code: typed } = {}) {
      const { certificate } = other ?? (await key(`person-${name}`));
      const chainOf = [keys().issuing.certificate.der.toString('base64')];
      const body = { code: typed ?? (await code(name)), platform: 'test', certificate: certificate.der.toString('base64'), chain: chainOf };
      return await server.anyone('POST', '/api/v1/agents', { body });
    },
    agent: (paired, own, more = {}) => agentOf(server.url, paired.body.token, own, more),
    async ask(name, procedure) {
      const begun = await begin(name, procedure);
      if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
      return await askAgain(name, begun.body);
    },
    signing: async (name, id) => (await server.as(name)('GET', `/api/v1/signings/${id}`)).body,
  };
}

function agentOf(
  url: string,
  token: string,
  own: Issued,
  { answers = ['yes', PIN], folder = newFolder(), server = {}, ask }: AgentMore,
): Agent {
  const said: string[] = [];
  const left = [...answers];
  const terminal: Terminal = {
    tell: (text) => void said.push(text),
    ask: async (question) => (said.push(question), left.shift()),
    askSecret: async (question) => (said.push(question), left.shift()),
    close: () => undefined,
  };
  const token_ = softToken(own);
  const client = { ...createServerClient(new URL(url), token), ...server };
  const handling: Handling = {
    server: client,
    journal: openJournal(folder),
    certificate: own.certificate,
    ask: ask ?? token_.ask,
    terminal,
    folder,
    texts: textsIn('en'),
    view: () => undefined,
  };
  return {
    said,
    client,
    folder,
    signed: token_.signed,
    async work() {
      const requests = await client.requests(0);
      for (const one of requests) await handleRequest(one, handling);
      return requests.length;
    },
  };
}

export const newFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), `agent-${randomUUID()}`));

/** A key of this process, behind a PIN. */
export function softToken({ privateKey }: Issued): { readonly ask: AskToken; readonly signed: () => number } {
  let signed = 0;
  const ask = async (question: Parameters<AskToken>[0]) => {
    if (question.what !== 'sign') throw new Error('Only signatures are asked for here.');
    if (question.pin !== PIN) throw new TokenFault('wrongPin', 'CKR_PIN_INCORRECT');
    signed += question.digests.length;
    return { what: 'signatures', signatures: question.digests.map((digest) => signDigest(privateKey, Buffer.from(digest))) };
  };
  return { ask: ask as AskToken, signed: () => signed };
}
