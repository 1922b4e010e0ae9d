/** Input of the transactional effect `account.apply` (procedures B.2, B.5). Codes of refusal: accountNotFound, accountState, personHasAccount, personMismatch, loginTaken, unitNotFound, positionPeriod, positionOverlaps, positionUnknown, invalidEffectInput. */
export interface AccountApply {
  readonly operation: 'create' | 'change' | 'grant' | 'lock' | 'unlock' | 'revoke' | 'transfer';
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
  /** the complete new set: positions that are not named end. ISO dates; `validTo` is the first day on which it no longer holds */
  readonly positions?: readonly {
    readonly title: string;
    readonly unitPath: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  }[];
  /** the complete new set: grants that are not named end; `position`: number in the list of positions, from 1, whose days it keeps */
  readonly grants?: readonly {
    readonly role: string;
    readonly unitPath: string;
    readonly validFrom?: string;
    readonly validTo?: string;
    readonly position?: number;
  }[];
  readonly reason?: string;
}
