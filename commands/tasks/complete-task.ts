/** A person finishes a task: with an outcome, with the data of its form, and with a reason where the outcome asks for one. */
import { completion, given, outcomeOf, requireReason } from '../../casework/completion.ts';
import type { CaseCommandOf } from '../case-command.ts';
import { modelOf } from '../loading/load-model.ts';
import { taskAt } from '../rights/task-rights.ts';
import { checkForm } from './check-form.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

export const completeTask: CaseCommandOf<'completeTask'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeWork(at, instance, 'complete'),
  async decide(at, { instance, outcome, reason, variables = {} }) {
    requireClaimed(at, instance);
    const task = taskAt(at, instance);
    const model = await modelOf(at.services, task.definition);
    requireReason(outcomeOf(model, task, outcome), given(reason) ?? given(variables['reason']));
    const checked = await checkForm(at, task, variables);
    const step = completion(instance, outcome, checked.variables, given(reason));
    return { command: step, step, comment: given(reason), ...(checked.form && { form: checked.form }) };
  },
};
