import type { Leash } from './leash.ts';
import type { Supervised } from './supervise.ts';

/** A server that takes connections and that this process holds. */
export interface RunningServer {
  readonly pid: number;
  readonly socketFolder: string;
  readonly leash: Leash;
  /** when this process started it */
  readonly supervised?: Supervised;
}
