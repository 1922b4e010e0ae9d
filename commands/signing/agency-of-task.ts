import type { TaskRecord } from '../../store/contract.ts';

/** The unit whose agency a task is done for: the one that its diagram names, else the case's own. Its seal is asked for, its head is on the page. */
export const agencyOfTask = ({ candidateUnits, unitPath }: Pick<TaskRecord, 'candidateUnits' | 'unitPath'>): string =>
  candidateUnits[0] ?? unitPath;
