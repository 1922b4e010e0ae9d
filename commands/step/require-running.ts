import { Rejection } from '../../errors.ts';
import type { CaseAt, CaseCommand } from '../case-command.ts';
import type { RunOptions } from '../contract.ts';

/** Throws conflict `staleRevision` when the client saw another state of the case than there is. */
export function requireRevision({ loaded }: CaseAt, { expectedRevision }: RunOptions): void {
  const { revision } = loaded.case;
  if (expectedRevision === undefined || expectedRevision === revision) return;
  throw new Rejection('conflict', 'staleRevision', `Expected the case at revision ${expectedRevision}, but it is at ${revision}.`, {
    details: { expected: expectedRevision, actual: revision },
  });
}

/** Throws conflict `caseEnded`, `caseSuspended` or `definitionSuspended`. */
export function requireRunning({ loaded }: CaseAt, { whileSuspended }: Pick<CaseCommand, 'whileSuspended'>): void {
  const { status, id } = loaded.case;
  if (status === 'ended') throw new Rejection('conflict', 'caseEnded', `Expected case ${id} to be running, but it has ended.`);
  if (whileSuspended) return;
  if (status === 'suspended') throw new Rejection('conflict', 'caseSuspended', `Expected case ${id} to be running, but it is suspended.`);
  if (loaded.definitionSuspended)
    throw new Rejection('conflict', 'definitionSuspended', `Expected the procedure of case ${id} to be running, but it is suspended.`);
}
