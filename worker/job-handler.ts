import type { Services } from '../commands/contract.ts';
import type { Variables } from '../engine/command.ts';
import type { ClaimedJob } from '../store/contract.ts';

/** A job is done, or it answers with a BPMN error that the diagram may catch. To be tried again, it throws. */
export type JobAnswer =
  { readonly variables: Variables } | { readonly bpmnError: string; readonly message: string; readonly variables?: Variables };

/**
 * Does the work of one topic. Called at least once for each job: `job.key` is the same each time, so that what it calls can tell a
 * repetition. Runs outside any transaction.
 */
export type JobHandler = (services: Services, job: ClaimedJob) => Promise<JobAnswer>;
