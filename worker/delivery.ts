import type { Services } from '../commands/contract.ts';
import type { ClaimedOutbox } from '../store/contract.ts';

/** Hands on one entry of the outbox. Called at least once for each: the receiver tells a repetition by an id in it. */
export type Deliver = (services: Services, entry: ClaimedOutbox) => Promise<void>;
