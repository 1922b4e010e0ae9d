/**
 * Brings a signed file as far as its authorities allow now: evidence about every certificate (B-LT), then a time-stamp over all of it (B-LTA).
 * What is not to be had stays pending, and the file as it was: calling again later goes on from there. No signature is ever touched.
 */
import { Rejection, Transient } from '../../errors.ts';
import { addEvidence, type FetchEvidence } from '../../signing/collect-evidence.ts';
import type { PadesLevel, VerificationReport } from '../../signing/report/verification-report.ts';
import { stampDocument, type Random, type TimeStamp } from '../../signing/sign-pdf.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { allAnchors, type Trust } from '../trust/trust.ts';
import { evidenceFault } from './evidence-fault.ts';
import type { RevocationClient } from './ocsp-client.ts';

export interface EvidenceServices {
  readonly timeStamp: TimeStamp;
  readonly ocsp: RevocationClient;
  readonly crl: RevocationClient;
  readonly trust: Trust;
  /** milliseconds of the epoch */
  readonly clock: () => number;
  readonly random: Random;
}

export interface PendingEvidence {
  readonly kind: 'revocation' | 'timeStamp';
  /** whose standing nobody could tell */
  readonly certificate?: string;
  /** stable code of why: `keys.*` or `evidence.*`, with a text in the catalogue */
  readonly code: string;
  readonly reason: string;
  /** asking again later may help, without anybody doing anything */
  readonly mayPass: boolean;
}

export interface CollectedEvidence {
  readonly pdf: Buffer;
  /** the lowest level of its signatures that holds now; null when one of them is no PAdES signature */
  readonly level: PadesLevel | null;
  /** empty at B-LTA */
  readonly pending: readonly PendingEvidence[];
  readonly report: VerificationReport;
}

const LEVELS: readonly (PadesLevel | null)[] = [null, 'B-B', 'B-T', 'B-LT', 'B-LTA'];
/** A signature without a time-stamp of its own is proven by the first over the document, whose authority needs evidence and a second one. */
const ROUNDS = 2;

/** Throws Rejection `signing.*` for a file that cannot be read; everything else is pending. Goes no further than `wanted`. */
export async function collectEvidence(
  signed: Buffer,
  services: EvidenceServices,
  wanted: PadesLevel = 'B-LTA',
): Promise<CollectedEvidence> {
  let state = judge(signed, [], services);
  for (let round = 0; round < ROUNDS && canGrow(state, wanted); round += 1) {
    if (state.level !== 'B-LT') {
      const evident = await addWhatIsKnown(state.pdf, services);
      state = judge(evident.pdf, evident.pending, services);
      if (evident.pending.length > 0) return state;
      if (!canGrow(state, wanted)) break;
    }
    const stamped = await stamp(state.pdf, services);
    state = judge(stamped.pdf, stamped.pending, services);
    if (stamped.pending.length > 0) return state;
  }
  return reaches(state, wanted) ? state : { ...state, pending: [notReached(state)] };
}

/**
 * Another time-stamp over a file that has all its evidence, with evidence about those before: what proves it is good as long as the newest
 * one's certificate. The file as it was where that is not to be had now.
 */
export async function renewArchive(archived: Buffer, services: EvidenceServices): Promise<CollectedEvidence> {
  const evident = await addWhatIsKnown(archived, services);
  const stamped = evident.pending.length > 0 ? evident : await stamp(evident.pdf, services);
  return judge(stamped.pending.length > 0 ? archived : stamped.pdf, stamped.pending, services);
}

const reaches = ({ level }: CollectedEvidence, wanted: PadesLevel): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

/** A broken or revoked signature gets no better by evidence. */
function canGrow(state: CollectedEvidence, wanted: PadesLevel): boolean {
  const { indication, subIndication } = state.report;
  return !reaches(state, wanted) && (indication === 'TOTAL-PASSED' || subIndication === 'TRY_LATER');
}

function notReached({ report: { indication, subIndication } }: CollectedEvidence): PendingEvidence {
  const reason = `Expected signatures that evidence can complete, but the file is ${indication} ${subIndication ?? ''}.`;
  const fault = subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' ? 'chainMissing' : 'levelNotReached';
  return pendingOf('revocation', evidenceFault(fault, reason));
}

interface Step {
  readonly pdf: Buffer;
  readonly pending: readonly PendingEvidence[];
}

async function addWhatIsKnown(pdf: Buffer, services: EvidenceServices): Promise<Step> {
  const { trust, clock, random } = services;
  const missing: PendingEvidence[] = [];
  const options = { anchors: allAnchors(trust), certificates: trust.intermediates, at: clock(), random, fetch: fetcher(services, missing) };
  try {
    return { pdf: await addEvidence(pdf, options), pending: [] };
  } catch (error) {
    if (missing.length > 0) return { pdf, pending: missing };
    if (error instanceof Rejection && error.code === 'signing.evidenceIncomplete')
      return { pdf, pending: [pendingOf('revocation', evidenceFault('chainMissing', error.message))] };
    throw error;
  }
}

/** OCSP is small and fresh, a list is for when it fails. */
function fetcher({ ocsp, crl }: EvidenceServices, missing: PendingEvidence[]): FetchEvidence {
  return async (certificate, issuer) => {
    const failures: unknown[] = [];
    const attempt = async (client: RevocationClient): Promise<Buffer | undefined> =>
      await client(certificate, issuer).catch((error: unknown) => {
        failures.push(error);
        return undefined;
      });
    const ocspResponse = await attempt(ocsp);
    if (ocspResponse) return { ocspResponse };
    const list = await attempt(crl);
    if (list) return { crl: list };
    // what may pass says more than that no service is named
    const worst = failures.find((error) => error instanceof Transient) ?? failures.find((error) => !isNoService(error)) ?? failures[0];
    missing.push({ ...pendingOf('revocation', worst), certificate: certificate.name });
    return {};
  };
}

async function stamp(pdf: Buffer, { timeStamp, random }: EvidenceServices): Promise<Step> {
  try {
    return { pdf: await stampDocument(pdf, timeStamp, random), pending: [] };
  } catch (error) {
    return { pdf, pending: [pendingOf('timeStamp', error)] };
  }
}

const isNoService = (error: unknown): boolean => error instanceof Rejection && error.code === 'evidence.noService';

function pendingOf(kind: PendingEvidence['kind'], error: unknown): PendingEvidence {
  if (!(error instanceof Rejection) && !(error instanceof Transient)) throw error;
  return { kind, code: error.code, reason: error.message, mayPass: error instanceof Transient };
}

function judge(pdf: Buffer, pending: readonly PendingEvidence[], { trust, clock }: EvidenceServices): CollectedEvidence {
  const report = verifyPdf(pdf, { anchors: trust.signing, timeStampAnchors: trust.timeStamp, at: clock() });
  const levels = report.signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => LEVELS.indexOf(level));
  const level = levels.length === 0 ? null : (LEVELS[Math.min(...levels)] ?? null);
  return { pdf, level, pending, report };
}
