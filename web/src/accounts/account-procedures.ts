/** Keys of the procedures that change accounts: a request that somebody else approves, and the lock at once. */
export const ACCOUNT_PROCEDURES = { request: 'account-approval', suspension: 'account-emergency-suspension' } as const;
