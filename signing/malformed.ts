import { Rejection } from '../errors.ts';

/** What hostile or broken bytes are refused with: the format that was expected, and where it failed. */
export type MalformedFormat = 'asn1' | 'cms' | 'certificate' | 'evidence' | 'pdf' | 'timeStamp';

/** A Rejection validation `signing.<format>`: these bytes are not what they claim to be, or exceed a limit. */
export function malformed(format: MalformedFormat, message: string): Rejection {
  return new Rejection('validation', `signing.${format}`, message, { details: { reason: message } });
}

/** A Rejection validation `signing.weakAlgorithm`: well-formed, but nothing can be proved with it any more. */
export function weakAlgorithm(message: string): Rejection {
  return new Rejection('validation', 'signing.weakAlgorithm', message, { details: { reason: message } });
}
