import type { Database } from '../connection.ts';
import type { ClaimedJob } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';

/** An open job, with what rights on it ask for, and who holds it. */
export interface HeldJob extends Pick<ClaimedJob, 'topic' | 'tries' | 'retriesLeft' | 'backoff'> {
  readonly procedure: string;
  readonly unitPath: string;
  readonly lockedBy: string | undefined;
}

const FIND = statement(`
  select job.topic, job.tries, job.retries_left, job.backoff_first, job.backoff_factor, job.backoff_most, job.locked_by, c.procedure, c.unit_path
  from job join process_case c on c.id = job.case_id where job.case_id = $1 and job.instance = $2`);

interface Row {
  topic: string;
  tries: number;
  retries_left: number;
  backoff_first: number;
  backoff_factor: number;
  backoff_most: number;
  locked_by: string | null;
  procedure: string;
  unit_path: string;
}

/** `caseId`: a UUID. Undefined when the job is done, or there never was one. */
export async function findJob(db: Database, caseId: string, instance: number): Promise<HeldJob | undefined> {
  const [row] = await rowsOf<Row & Record<string, unknown>>(db, FIND, [caseId, instance]);
  return (
    row && {
      topic: row.topic,
      tries: row.tries,
      retriesLeft: row.retries_left,
      backoff: { first: row.backoff_first, factor: row.backoff_factor, most: row.backoff_most },
      lockedBy: row.locked_by ?? undefined,
      procedure: row.procedure,
      unitPath: row.unit_path,
    }
  );
}
