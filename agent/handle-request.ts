/** One request, from its arrival to its answer. The order matters: checked, shown, agreed to, and only then signed. */
import { Rejection } from '../errors.ts';
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import type { Certificate } from '../signing/trust/certificate.ts';
import { checkDocument, Tampered } from './check-document.ts';
import { ServerRefusal, type AgentServer, type AskedDocument, type AskedRequest, type RefusalReason } from './agent-protocol.ts';
import type { Journal } from './journal.ts';
import type { AskToken } from './pkcs11/ask-token.ts';
import { TokenFault } from '../pkcs11/token-fault.ts';
import { dropShown, keepShown } from './shown-files.ts';
import { signRequest } from './sign-request.ts';
import type { Terminal } from './terminal.ts';
import type { TextKey, Texts } from './texts.ts';

export interface Handling {
  readonly server: AgentServer;
  readonly journal: Journal;
  readonly certificate: Certificate;
  readonly ask: AskToken;
  readonly terminal: Terminal;
  readonly texts: Texts;
  readonly folder: string;
  /** shows a file to the person */
  readonly view: (file: string) => void;
}

/** Throws ServerRefusal when the agent was ended or the server is busy, and what fetch throws while the server cannot be reached: then it is handled again. */
export async function handleRequest(asked: AskedRequest, handling: Handling): Promise<void> {
  const { journal, terminal, texts, folder } = handling;
  const before = journal.find(asked.id);
  if (before?.state === 'settled') return;
  if (before?.state === 'signed') {
    if (await delivered(asked, before.signatures, handling)) terminal.tell(texts('deliveredAgain'));
    return;
  }
  try {
    await answer(asked, before !== undefined, handling);
  } catch (error) {
    if (!(error instanceof ServerRefusal) || error.kind !== 'refused') throw error;
    // it was let go of on the page, has expired, or another agent of this person has it
    terminal.tell(texts('withdrawn', { code: error.code }));
  } finally {
    dropShown(folder, asked.id);
  }
}

async function answer(asked: AskedRequest, maySigned: boolean, handling: Handling): Promise<void> {
  const { server, journal, terminal, texts, certificate } = handling;
  if (asked.certificate !== certificate.fingerprint) return await refuse(asked, 'otherCertificate', handling);
  const checked = await checkAll(asked, handling);
  if (!checked) return;
  await server.shown(asked.id);
  show(asked, checked, handling);
  if (maySigned) terminal.tell(texts('maybeSigned'));
  if (!(await agrees(asked, handling))) return await refuse(asked, 'declined', handling);
  // it may have been let go of while its person was reading
  await server.shown(asked.id);
  const requests = checked.map(({ request }) => request);
  const begin = (): void => journal.note(asked.id, { state: 'signing' });
  try {
    const signatures = await signRequest(requests, { ...handling, begin });
    if (!signatures) return await refuse(asked, 'declined', handling);
    journal.note(asked.id, { state: 'signed', signatures });
    if (await delivered(asked, signatures, handling)) terminal.tell(texts('signed'));
  } catch (error) {
    if (error instanceof TokenFault) return await refuse(asked, error.fault, handling);
    if (error instanceof Rejection) return await refuse(asked, 'deviceFailed', handling);
    throw error;
  }
}

interface Checked {
  readonly document: AskedDocument;
  readonly request: SignatureRequest;
  readonly pdf: Buffer;
}

/** Undefined when it was refused. */
async function checkAll(asked: AskedRequest, handling: Handling): Promise<readonly Checked[] | undefined> {
  const checked: Checked[] = [];
  try {
    for (const document of asked.documents) {
      const pdf = await handling.server.document(asked.id, document.place);
      checked.push({ document, pdf, request: checkDocument(pdf, document, handling.certificate) });
    }
    return checked;
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    await refuse(asked, 'tampered', handling, error.message);
    return undefined;
  }
}

function show(asked: AskedRequest, checked: readonly Checked[], { terminal, texts, folder, view }: Handling): void {
  terminal.tell(texts('requested', { case: asked.caseCode, expiresAt: new Date(asked.expiresAt).toLocaleString() }));
  for (const { document, pdf } of checked) {
    const file = keepShown(folder, asked.id, document.place, pdf);
    const { name, capacity, shown } = document;
    terminal.tell(texts('document', { name, capacity: texts(capacity), file, size: String(pdf.length), shown }));
    view(file);
  }
}

async function agrees({ documents }: AskedRequest, { terminal, texts }: Handling): Promise<boolean> {
  const said = (await terminal.ask(texts('askConsent', { count: String(documents.length) }))) ?? '';
  return texts('agreeWords').split(',').includes(said.normalize('NFC').trim().toLowerCase());
}

/** False when the server does not take it, which it has then said for good. */
async function delivered(
  asked: AskedRequest,
  signatures: readonly string[],
  { server, journal, terminal, texts }: Handling,
): Promise<boolean> {
  try {
    await server.deliver(asked.id, signatures);
    journal.note(asked.id, { state: 'settled' });
    return true;
  } catch (error) {
    if (!(error instanceof ServerRefusal) || error.kind !== 'refused') throw error;
    journal.note(asked.id, { state: 'settled' });
    terminal.tell(texts('notTaken', { code: error.code }));
    return false;
  }
}

async function refuse(asked: AskedRequest, reason: RefusalReason, { server, journal, terminal, texts }: Handling, why = ''): Promise<void> {
  terminal.tell(texts(`refused.${reason}` satisfies TextKey, { why }));
  await server.refuse(asked.id, reason);
  journal.note(asked.id, { state: 'settled' });
}
