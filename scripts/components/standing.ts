/** How far a component that we use is behind what its makers have released. */

/** What a registry says about a package. */
export interface Releases {
  /** instants by version; beside them `created` and `modified` */
  readonly time: Readonly<Record<string, string>>;
  /** why our version should not be used any more */
  readonly deprecated?: string;
}

export interface Standing {
  readonly used: string;
  /** the newest stable release; ours, where only releases before a first stable one are newer */
  readonly newest: string;
  /** day on which the first stable release after ours came out; null: ours is the newest */
  readonly behindSince: string | null;
  readonly deprecated: string | null;
}

const STABLE = /^\d+\.\d+\.\d+$/;
const DAY_MS = 86_400_000;

/** Throws when the registry does not know the version. */
export function standingOf(used: string, { time, deprecated }: Releases): Standing {
  if (time[used] === undefined) throw new Error(`Expected a version that the registry has, but found ${used}.`);
  const newer = Object.keys(time)
    .filter((version) => STABLE.test(version) && compare(version, used) > 0)
    .toSorted(compare);
  const days = newer.map((version) => (time[version] ?? '').slice(0, 10)).toSorted();
  return { used, newest: newer.at(-1) ?? used, behindSince: days[0] ?? null, deprecated: deprecated ?? null };
}

/** Why the component may not stay as it is on that day, or undefined. `mostDays`: how long it may be behind. */
export function overdue({ behindSince, newest, deprecated }: Standing, day: string, mostDays: number): string | undefined {
  if (deprecated !== null) return `its makers say that it should not be used any more: ${deprecated}`;
  if (behindSince === null) return undefined;
  const days = Math.floor((Date.parse(day) - Date.parse(behindSince)) / DAY_MS);
  return days > mostDays ? `it is ${days} days behind ${newest}` : undefined;
}

/** A release comes after those that prepare it; numbers are compared as numbers. */
function compare(one: string, other: string): number {
  const [core = '', preparing] = one.split('-', 2);
  const [otherCore = '', otherPreparing] = other.split('-', 2);
  const byCore = core.localeCompare(otherCore, 'en', { numeric: true });
  if (byCore !== 0) return byCore;
  return Number(preparing === undefined) - Number(otherPreparing === undefined);
}
