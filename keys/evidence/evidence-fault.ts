import { Rejection, Transient } from '../../errors.ts';

/**
 * The address is not allowed; no service is there; its answer is malformed, no longer in force, about something else, or of a signer who may
 * not give it; the clocks differ; the authority refused; a certificate leads to nobody who is trusted; evidence alone cannot help.
 */
export const EVIDENCE_FAULTS = [
  'addressRefused',
  'noService',
  'answerMalformed',
  'answerStale',
  'answerForeign',
  'answerUntrusted',
  'clockApart',
  'stampRefused',
  'chainMissing',
  'levelNotReached',
] as const;
export type EvidenceFault = (typeof EVIDENCE_FAULTS)[number];

/** A Rejection conflict `evidence.<fault>`: asking again gives the same until somebody mends it. */
export function evidenceFault(fault: EvidenceFault, message: string, cause?: unknown): Rejection {
  return new Rejection('conflict', `evidence.${fault}`, message, { cause });
}

/** Whether it may pass: then it is asked again later. */
export const mayPass = (error: unknown): boolean => error instanceof Transient;
