/** What a signer can do about a refusal. */
import { isProblem } from '../shared/problem.ts';

/**
 * again: the same once more; anew: be shown it anew first; code: type PIN or one-time code again; proof: prove who one is;
 * method: sign in another way; none: somebody else has to do something
 */
export type WayOn = 'again' | 'anew' | 'code' | 'proof' | 'method' | 'none';

const WAYS: Readonly<Record<string, WayOn>> = {
  reauthenticationRequired: 'proof',
  'keys.wrongPin': 'code',
  'keys.pinMissing': 'code',
  'keys.serviceDown': 'again',
  'keys.timedOut': 'again',
  'keys.busy': 'again',
  'keys.tokenRemoved': 'again',
  'keys.notSignedInTime': 'again',
  'keys.refused': 'again',
  'keys.outcomeUnknown': 'anew',
  'keys.requestUnknown': 'anew',
  'keys.wrongKey': 'anew',
  shownOtherwise: 'anew',
  signingExpired: 'anew',
  signingClosed: 'anew',
  nothingToSign: 'anew',
  documentLeased: 'anew',
  'signing.unsound': 'anew',
  certificateOfOther: 'method',
  certificateUntrusted: 'method',
  signingMethodUnknown: 'method',
  'keys.keyGone': 'method',
  agentMissing: 'method',
  'agent.declined': 'again',
  'agent.wrongPin': 'again',
  'agent.tokenRemoved': 'again',
  'agent.deviceFailed': 'again',
  'agent.left': 'again',
  'agent.withdrawn': 'anew',
  'agent.otherCertificate': 'method',
  'agent.keyGone': 'method',
};

export function wayOn(error: unknown): WayOn {
  if (!isProblem(error)) return 'again';
  return WAYS[error.code] ?? (error.passing ? 'again' : 'none');
}

/** The next of a batch would meet the same: nobody's PIN is locked by trying it on all of them. */
export const stopsBatch = (error: unknown): boolean =>
  ['proof', 'code'].includes(wayOn(error)) || (isProblem(error) && error.code === 'keys.pinLocked');
