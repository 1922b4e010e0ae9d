import type { Variables } from '../engine/command.ts';
import type { Json } from '../expressions/json.ts';

/** A claimed row is invisible to others until `claimedUntil`; not completed by then, it comes again. */
export interface ClaimedTimer {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  /** the armed due instant, epoch milliseconds: goes into `fireTimer` unchanged */
  readonly due: number;
  readonly tries: number;
}
export interface ClaimedJob {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly topic: string;
  readonly input: Variables;
  readonly tries: number;
  readonly retriesLeft: number;
  readonly backoff: { readonly first: number; readonly factor: number; readonly most: number };
  /** stable over retries: what the called service sees as its idempotency key */
  readonly key: string;
}
export interface ClaimedOutbox {
  readonly id: number;
  readonly kind: string;
  readonly payload: Json;
  readonly caseId?: string;
  readonly revision?: number;
  readonly tries: number;
}
export interface ClaimedStart {
  readonly definition: string;
  readonly node: string;
  readonly due: number;
}
