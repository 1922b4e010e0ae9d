/**
 * A service of the EU's DSS as the second verifier: its validation over REST (`POST …/services/rest/validation/validateSignature` of
 * dss-demonstrations). It judges by the algorithm of ETSI EN 319 102-1, evidence and time-stamps included, with the anchors and the policy
 * that the service was given: what it does not trust it does not find valid.
 */
import { Transient } from '../../errors.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import type { Exchange, ServiceAnswer } from '../evidence/exchange.ts';
import type { SecondOpinion, Verifier } from './second-verifier.ts';

/** A report grows with each signature, and holds every certificate and evidence as text. */
const MOST_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** What a person or a time-stamp authority put there, as the simple report judges it. */
interface Judged {
  readonly Indication?: string;
  readonly SubIndication?: string | null;
}
type Entry = { readonly Signature?: Judged; readonly Timestamp?: Judged };

/** `url`: of the service, without the path of its interface. */
export function dssVerifier(url: string, exchange: Exchange): Verifier {
  const address = new URL(`${url}/services/rest/validation/validateSignature`);
  return {
    name: 'dss',
    // a service that is down now may be up when the first document waits for it
    check: async () => await Promise.resolve(`at ${address.host}`),
    async verify(pdf, report, at) {
      const answer = await exchange({
        url: address,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: Buffer.from(JSON.stringify(questionOf(pdf, at))),
        mostBytes: MOST_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      return opinionOf(report, entriesOf(answer, address.host));
    },
  };
}

/** Only the report is asked for, not the evidence itself. */
const questionOf = (pdf: Buffer, at: string) => ({
  signedDocument: { bytes: pdf.toString('base64'), name: 'document.pdf' },
  tokenExtractionStrategy: 'NONE',
  validationTime: Date.parse(at),
});

/** Any answer that is no report says nothing about the document: a service behind a proxy that is down, or one that runs out of memory. */
function entriesOf({ status, body }: ServiceAnswer, host: string): readonly Entry[] {
  const report = status === 200 ? read(body) : undefined;
  if (report === undefined)
    throw new Transient('verifierUnavailable', `Expected the validation service at ${host} to send a report, but its status is ${status}.`);
  return report;
}

function read(body: Buffer): readonly Entry[] | undefined {
  try {
    const report = JSON.parse(body.toString()) as { SimpleReport?: { signatureOrTimestampOrEvidenceRecord?: readonly Entry[] } } | null;
    return report?.SimpleReport && (report.SimpleReport.signatureOrTimestampOrEvidenceRecord ?? []);
  } catch {
    return undefined;
  }
}

function opinionOf({ signatures }: VerificationReport, entries: readonly Entry[]): SecondOpinion {
  const wanted = signatures.filter(({ kind }) => kind === 'signature').length;
  const judged = entries.flatMap(({ Signature }) => (Signature ? [Signature] : []));
  const stamps = entries.flatMap(({ Timestamp }) => (Timestamp ? [Timestamp] : []));
  const said = [...judged.map((one) => `signature: ${wordsOf(one)}`), ...stamps.map((one) => `time-stamp: ${wordsOf(one)}`)].join('\n');
  if (judged.length !== wanted || wanted === 0)
    return { valid: false, said: `Expected ${wanted} signatures, but the service found ${judged.length}.\n${said}` };
  const valid =
    judged.every(({ Indication }) => Indication === 'TOTAL_PASSED') && stamps.every(({ Indication }) => Indication === 'PASSED');
  return { valid, said };
}

const wordsOf = ({ Indication = 'nothing', SubIndication }: Judged): string =>
  SubIndication === undefined || SubIndication === null ? Indication : `${Indication}, ${SubIndication}`;
