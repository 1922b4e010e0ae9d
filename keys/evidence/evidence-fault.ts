import { Rejection, Transient } from '../../errors.ts';

/** The address is not allowed; no address or no service is there; the answer is malformed, for another question, of a signer who may not give it. */
export type EvidenceFault =
  'addressRefused' | 'noService' | 'answerMalformed' | 'answerStale' | 'answerForeign' | 'answerUntrusted' | 'clockApart' | 'stampRefused';

/** A Rejection conflict `evidence.<fault>`: asking again gives the same until somebody mends it. */
export function evidenceFault(fault: EvidenceFault, message: string, cause?: unknown): Rejection {
  return new Rejection('conflict', `evidence.${fault}`, message, { cause });
}

/** Whether it may pass: then it is asked again later. */
export const mayPass = (error: unknown): boolean => error instanceof Transient;
