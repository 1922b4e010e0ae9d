/** The same step of many lines, done in one go: outcome and data by line, and a reason or comment that they share. */
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand } from '../contract.ts';
import { overLines, takeTask, tasksAt } from './over-lines.ts';

/** A task that nobody has is claimed first, by who decides. `run`: the door. */
export const decideLines = (run: RunCommand): PlainCommandOf<'decideLines'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, request) {
    const { services, actor, input } = request;
    const taskOf = await tasksAt(acting, request, input, input.lines);
    const items = await overLines(request, input.lines, async ({ line, outcome, variables, reason = input.reason }, options) => {
      const task = { caseId: line, ...(await taskOf(line)) };
      await takeTask(run, request, task, options);
      const done = { ...(outcome !== undefined && { outcome }), ...(variables && { variables }), ...(reason !== undefined && { reason }) };
      const command = { type: 'completeTask', caseId: line, instance: task.instance, ...done } as const;
      return await run<'completeTask'>(services, actor, command, options(':done'));
    });
    return { items };
  },
});
