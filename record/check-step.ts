import { nameOf } from './name-of.ts';
import type { Finding } from './findings.ts';
import type { RecordRow } from './record-line.ts';
import { stepFault } from './step-digest.ts';

/** A step against its command log and the chain of its case. */
export function checkStep(row: RecordRow): Finding | undefined {
  const { step } = row;
  if (!step) return undefined;
  const what = nameOf(row);
  const { content, destroyedBy, version } = step;
  if (content === null) return { kind: 'contentMissing', what };
  if (content.stateHash === '' && destroyedBy === null) return { kind: 'contentDestroyedWithoutAct', what };
  const fault = stepFault(version, content, step);
  return fault && { kind: fault, what };
}
