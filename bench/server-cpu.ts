import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;

/** CPU of a server and the processes it started, milliseconds; undefined where the system does not tell (no /proc). */
export function serverCpu(pid: number): number | undefined {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return all.map(cpuOf).reduce((sum, one) => sum + (one?.pid === pid ? one.own + one.ended : one?.parent === pid ? one.own : 0), 0);
  } catch {
    return undefined;
  }
}

interface Cpu {
  readonly pid: number;
  readonly parent: number;
  /** milliseconds */
  readonly own: number;
  /** of children that have ended */
  readonly ended: number;
}

/** proc(5): of the fields after the name in brackets, 2 is the parent, 12 and 13 are clock ticks of its own, 14 and 15 of ended children. */
function cpuOf(name: string): Cpu | undefined {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = (at: number): number => (fields[at] ?? 0) * TICK_MS;
    return { pid: Number(name), parent: fields[1] ?? 0, own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14) };
  } catch {
    return undefined;
  }
}
