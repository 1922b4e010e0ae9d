/** A responsible person sets another due date, with a reason; the task keeps saying why. */
import type { CaseCommandOf } from '../case-command.ts';
import { requireInstant, requireText } from '../check-text.ts';
import texts from './texts.json' with { type: 'json' };
import { authorizeTask, taskAt } from '../rights/task-rights.ts';
import { requireOpen } from '../../casework/task-rights.ts';

export const changeDueDate: CaseCommandOf<'changeDueDate'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeTask(at, instance, 'changeDueDate'),
  decide(at, { instance, due, reason }) {
    const task = taskAt(at, instance);
    requireOpen(task);
    const why = requireText(reason, 'reason');
    const set = requireInstant(due, 'due');
    const fill = (text: string): string => text.replace('{before}', task.dueAt ?? '–').replace('{reason}', why);
    const explanation = { vi: fill(texts.dueChanged.vi), en: fill(texts.dueChanged.en) };
    const step = { type: 'changeTaskDue', instance, due: set } as const;
    return {
      command: { ...step, before: task.dueAt, reason: why },
      step,
      taskChanges: [{ instance, due: { due: set, explanation } }],
      comment: why,
    };
  },
};
