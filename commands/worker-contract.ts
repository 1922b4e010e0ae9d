/** Commands of machine workers outside, and of the product's own worker. */
import type { Variables } from '../engine/command.ts';
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { CaseRef, StartOutcome, StepOutcome, TaskRef } from './outcome-contract.ts';

/** A job in the hands of a machine worker outside. `key` is stable over tries: what the called service sees as its idempotency key. */
export type FetchedJob = {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly topic: string;
  readonly variables: Variables;
  readonly tries: number;
  readonly retriesLeft: number;
  readonly key: string;
  readonly lockedUntil: string;
};

type Worker = { readonly worker: string };

export interface WorkerCommands {
  // jobs: machine workers outside name themselves (`worker`) and answer only for what they hold
  fetchJobs: [
    {
      readonly worker: string;
      readonly topics: readonly string[];
      /** default 10, at most 100 */
      readonly limit?: number;
      /** default 60, at most an hour */
      readonly lockSeconds?: number;
    },
    { readonly items: readonly FetchedJob[] },
  ];
  extendJobLock: [TaskRef & Worker & { readonly lockSeconds?: number }, { readonly lockedUntil: string }];
  completeJob: [TaskRef & Partial<Worker> & { readonly variables: Variables }, StepOutcome];
  /** with `bpmnError` the diagram may catch it; without, it is an incident at once */
  failJob: [
    TaskRef & Partial<Worker> & { readonly message: string; readonly bpmnError?: string; readonly variables?: Variables },
    StepOutcome,
  ];
  /** `retries`: tries left, one less than before when absent; with none left it is an incident, and `step` says so */
  reportJobFailure: [
    TaskRef & Worker & { readonly message: string; readonly retries?: number; readonly retryAfterSeconds?: number },
    { readonly retriesLeft: number; readonly nextAt?: string; readonly step?: StepOutcome },
  ];

  // system actors only (worker)
  fireTimer: [TaskRef & { readonly node: string; readonly due: number }, StepOutcome];
  /** `before`: the deadline as it was read; with `node` that of an armed timer */
  recomputeDeadline: [
    TaskRef & {
      readonly node?: string;
      readonly change: { readonly kind: 'parameter' | 'calendar'; readonly key: string; readonly version: string };
      readonly before: DeadlineRecord;
    },
    StepOutcome,
  ];
  /** `messageId`: the stored message this delivers */
  deliverMessage: [
    TaskRef & { readonly node: string; readonly name: string; readonly variables: Variables; readonly messageId: string },
    StepOutcome,
  ];
  deliverSignal: [CaseRef & { readonly signalId: string; readonly name: string; readonly variables: Variables }, StepOutcome];
  /** `occurrence` names what happened (`messageId`, `signalId`, or the timer's due instant): the same one starts one case only. */
  startByEvent: [
    {
      readonly cause: 'message' | 'signal' | 'timer';
      readonly definition: string;
      readonly node: string;
      readonly occurrence: string;
      readonly variables: Variables;
    },
    /** `next`: when a timer start event is due again, ISO instant */
    StartOutcome & { readonly next?: string },
  ];
}
