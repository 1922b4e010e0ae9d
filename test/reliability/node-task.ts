import type { Journey, JourneyKind } from './journeys.ts';

/** What a spawned node does. */
export interface NodeTask {
  readonly url: string;
  /** the node's clock is ahead by so much */
  readonly offsetMs: number;
  readonly crashAt?: string;
  /** file in which its clients keep what they were told */
  readonly acknowledgements: string;
  /** file in which its clients keep which journeys they began and ended */
  readonly begun: string;
  readonly clients: readonly number[];
  readonly worker: boolean;
  /** gone through first */
  readonly journeys: readonly Journey[];
  /** after that new ones of these kinds, until told to end */
  readonly endless?: readonly JourneyKind[];
  /** number of the first new one */
  readonly round: number;
}
