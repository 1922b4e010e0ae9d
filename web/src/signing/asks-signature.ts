import type { TaskDetail } from '../shared/types.ts';

/** Whether the task is completed by signing here: to reject and to send back too, on a slip. Others sign what is done on paper or elsewhere. */
export const asksSignature = ({ signatures, mode, companion }: TaskDetail): boolean =>
  mode === 'internal' && companion === undefined && signatures.some(({ kind }) => kind === 'digital');
