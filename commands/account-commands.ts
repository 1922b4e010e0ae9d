/** What can be asked about accounts beside signing in: second factors, lists of requests, the tasks of an account that is locked or moved. */
import type { Variables } from '../engine/command.ts';
import type { AccountRow } from './imports/account-rows.ts';
import type { AccountState } from '../store/contract.ts';
import type { ItemResult, Reasoned, StartOutcome, StepOutcome, TaskRef } from './outcome-contract.ts';

/** one-time passwords, or a certificate on a token (S3 Điều 8 khoản 2 điểm d) */
export type SecondFactorKind = 'otp' | 'certificate';

export interface AccountCommands {
  /** A second factor that was handed over: an account that waits for it becomes active. Recorded by an administrator, never for oneself. */
  enrolSecondFactor: [
    { readonly account: string; readonly kind: SecondFactorKind; readonly reference: string },
    { readonly state: AccountState },
  ];
  /** At most 200 cases of one procedure, a row each with its own answer; `rows` or `csv` (a head of variable paths, a row a case). */
  startCases: [
    {
      readonly procedure: string;
      readonly unitPath?: string;
      readonly rows?: readonly Variables[];
      readonly csv?: string;
    },
    { readonly items: readonly ItemResult<StartOutcome>[] },
  ];
  /** At most 200 requests for accounts, read from a list: all right or none. The same list again gets the first answers. */
  importAccountRequests: [
    { readonly rows: readonly AccountRow[] },
    { readonly items: readonly (ItemResult<StartOutcome> & { readonly line: number })[] },
  ];
  /** System only. `holder`: whose account was locked, revoked or moved, or whose position has ended; `substitute`: account id; `unfit`: only what the holder could not take any more */
  releaseTask: [
    TaskRef & {
      readonly holder: { readonly account: string; readonly person: string };
      readonly substitute?: string;
      readonly unfit?: true;
    } & Reasoned,
    StepOutcome,
  ];
}
