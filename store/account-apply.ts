/** Input of the transactional effect `account.apply` (procedures B.2, B.5). Codes of refusal: accountNotFound, accountState, personHasAccount, personMismatch, loginTaken, unitNotFound, invalidEffectInput. */
export interface AccountApply {
  readonly operation: 'create' | 'change' | 'grant' | 'lock' | 'unlock' | 'revoke';
  /** required except for `create`, where it is derived from case and node when absent */
  readonly account?: string;
  readonly login?: string;
  /** argon2 hash; without it the account cannot sign in until a password is set */
  readonly passwordHash?: string;
  readonly person?: {
    readonly id?: string;
    /** số định danh cá nhân: 12 digits */
    readonly identityNumber?: string;
    readonly name?: string;
    readonly title?: string;
    readonly unitPath?: string;
    readonly email?: string;
    readonly phone?: string;
  };
  /** the complete new set: grants that are not named end */
  readonly grants?: readonly { readonly role: string; readonly unitPath: string; readonly validFrom?: string; readonly validTo?: string }[];
  readonly reason?: string;
}
