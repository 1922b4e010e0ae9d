/** What the person must mend; `deviceFailed`: the rest. */
export type TokenFaultName = 'wrongPin' | 'pinLocked' | 'keyGone' | 'tokenRemoved' | 'deviceFailed';

/** Return values of PKCS#11 2.40 (5.1) that say what a person must mend. */
const FAULTS: Readonly<Record<string, TokenFaultName>> = {
  CKR_PIN_INCORRECT: 'wrongPin',
  CKR_PIN_INVALID: 'wrongPin',
  CKR_PIN_LEN_RANGE: 'wrongPin',
  CKR_PIN_EXPIRED: 'pinLocked',
  CKR_PIN_LOCKED: 'pinLocked',
  CKR_USER_PIN_NOT_INITIALIZED: 'pinLocked',
  CKR_TOKEN_NOT_PRESENT: 'tokenRemoved',
  CKR_TOKEN_NOT_RECOGNIZED: 'tokenRemoved',
  CKR_DEVICE_REMOVED: 'tokenRemoved',
  CKR_SLOT_ID_INVALID: 'tokenRemoved',
  CKR_KEY_HANDLE_INVALID: 'keyGone',
  CKR_OBJECT_HANDLE_INVALID: 'keyGone',
  CKR_KEY_FUNCTION_NOT_PERMITTED: 'keyGone',
};

/** What went wrong at the token. Its message never holds a PIN: it is ours, or the name of a return value. */
export class TokenFault extends Error {
  readonly fault: TokenFaultName;
  constructor(fault: TokenFaultName, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** What an error of the library means. Its message is the name of the return value. */
export function tokenFault(error: unknown): TokenFault {
  if (error instanceof TokenFault) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TokenFault(FAULTS[reason] ?? 'deviceFailed', reason);
}
