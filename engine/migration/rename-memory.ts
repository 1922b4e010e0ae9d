import type { CompensationEntry, InstanceMemory } from '../state.ts';

/** What an instance remembers, under the ids of the new version. Armed timers and conditions are dealt with by re-arming. */
export function renameMemory(memory: InstanceMemory, rename: (id: string) => string): InstanceMemory {
  const { jn, h, cw, cg, by, inc, t: _, c: __, ...rest } = memory;
  return {
    ...rest,
    ...(jn !== undefined && { jn: rename(jn) }),
    ...(h && { h: h.map((entry) => renameEntry(entry, rename)) }),
    ...(cw && { cw: { ...cw, q: cw.q.map((entry) => renameEntry(entry, rename)) } }),
    ...(cg && { cg: cg.map(rename) }),
    ...(by && { by: Object.fromEntries(Object.entries(by).map(([id, persons]) => [rename(id), persons])) }),
    ...(inc && { inc: inc[0] === 'event' ? ['event', rename(inc[1])] : inc }),
  };
}

function renameEntry([id, inner, variables]: CompensationEntry, rename: (id: string) => string): CompensationEntry {
  return inner ? [rename(id), inner.map((entry) => renameEntry(entry, rename)), variables ?? {}] : [rename(id)];
}
