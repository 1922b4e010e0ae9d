import { useQuery } from '@tanstack/react-query';
import { caseQuery } from './case-queries.ts';

/** Whether the case of a task is shown here: who is only offered the task may not ask for more of it. */
export function useCaseShown(caseId: string): boolean {
  return useQuery({ ...caseQuery(caseId), enabled: false }).data !== undefined;
}
