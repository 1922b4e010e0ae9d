/** What a machine worker outside and the engine say to each other. `worker` is the name that a process of the account gives itself. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, InstanceId, Instant, Key, Text, Uuid, Variables } from './scalars.ts';
import { StepOutcome } from './step-outcome.ts';

const Worker = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', description: 'The name under which the job is held' });
const LockSeconds = Type.Integer({
  minimum: 1,
  maximum: 3_600,
  description: 'Default 60. Not answered by then, the job is handed out again.',
});

export const FetchJobs = Type.Object(
  {
    worker: Worker,
    topics: Type.Array(Text(200), { minItems: 1, maxItems: 50 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Default 10' })),
    lockSeconds: Type.Optional(LockSeconds),
  },
  closed,
);
export const FetchedJobs = component(
  'FetchedJobs',
  Type.Object(
    {
      items: Type.Array(
        Type.Object(
          {
            caseId: Uuid,
            instance: InstanceId,
            node: Type.String(),
            topic: Type.String(),
            variables: Variables,
            tries: Type.Integer({ description: 'This one included' }),
            retriesLeft: Type.Integer(),
            key: Type.String({ description: 'The same over all tries: the idempotency key for what the worker calls' }),
            lockedUntil: Instant,
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const ExtendLock = Type.Object({ worker: Worker, lockSeconds: Type.Optional(LockSeconds) }, closed);
export const LockExtended = component('LockExtended', Type.Object({ lockedUntil: Instant }, closed));
export const CompleteJob = Type.Object({ worker: Worker, variables: Type.Optional(Variables) }, closed);
export const FailJob = Type.Object(
  {
    worker: Worker,
    message: Text(4_000),
    retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'Tries left; one less than before when absent' })),
    retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400, description: "Default: the diagram's backoff" })),
  },
  closed,
);
export const JobFailed = component(
  'JobFailed',
  Type.Object(
    {
      retriesLeft: Type.Integer(),
      nextAt: Type.Optional(Instant),
      step: Type.Optional(StepOutcome),
    },
    { ...closed, description: 'Without tries left the job is an incident now, and `step` says so.' },
  ),
);
export const JobError = Type.Object(
  { worker: Worker, code: Key, message: Type.Optional(Text(4_000)), variables: Type.Optional(Variables) },
  closed,
);
