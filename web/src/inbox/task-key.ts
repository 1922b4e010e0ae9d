import type { TaskItem } from '../shared/types.ts';

export const taskKey = ({ caseId, instance }: Pick<TaskItem, 'caseId' | 'instance'>): string => `${caseId}/${instance}`;
