import type { SignedNow } from '../shared/types.ts';

/** What happens next with what was given: it is done, or waits for the agency, which signs after this person or alone. */
export function resultWords({ state, sealAsked, signatures }: SignedNow): 'sign.given' | 'sign.waitsForSeal' | 'papers.forwarded' {
  if (state !== 'prepared' || !sealAsked) return 'sign.given';
  return signatures.some((one) => one.state === 'given') ? 'sign.waitsForSeal' : 'papers.forwarded';
}
