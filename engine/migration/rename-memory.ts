import type { CompensationEntry, IncidentResume, InstanceMemory, Undoing } from '../state.ts';

/** What an instance remembers, under the ids of the new version. Armed timers and conditions are dealt with by re-arming. */
export function renameMemory(memory: InstanceMemory, rename: (id: string) => string): InstanceMemory {
  const { jn, h, cw, cg, by, inc, t: _, c: __, ...rest } = memory;
  return {
    ...rest,
    ...(jn !== undefined && { jn: rename(jn) }),
    ...(h && { h: h.map((entry) => renameEntry(entry, rename)) }),
    ...(cw && { cw: { ...cw, q: cw.q.map((one) => renameUndoing(one, rename)) } }),
    ...(cg && { cg: cg.map(rename) }),
    ...(by && { by: Object.fromEntries(Object.entries(by).map(([key, persons]) => [renamePerformed(key, rename), persons])) }),
    ...(inc && { inc: renameResume(inc, rename) }),
  };
}

const renamePerformed = (key: string, rename: (id: string) => string): string =>
  key.replace(/^(:?)(.+)$/, (_, run: string, id: string) => run + rename(id));

function renameResume(resume: IncidentResume, rename: (id: string) => string): IncidentResume {
  if (resume[0] === 'event') return ['event', rename(resume[1])];
  return resume[0] === 'arm' ? ['arm', ...resume.slice(1).map(rename)] : resume;
}

function renameEntry([id, inner, variables]: CompensationEntry, rename: (id: string) => string): CompensationEntry {
  return inner ? [rename(id), inner.map((entry) => renameEntry(entry, rename)), variables ?? {}] : [rename(id)];
}

function renameUndoing(undoing: Undoing, rename: (id: string) => string): Undoing {
  if (!('p' in undoing)) return renameEntry(undoing, rename);
  return { p: undoing.p.map((branch) => branch.map((one) => renameUndoing(one, rename))) };
}
