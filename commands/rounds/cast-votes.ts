/** Ballots on many lines: those of a member, or of a whole council from its minutes. Each is a step of its own line. */
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand } from '../contract.ts';
import { overLines, takeTask, tasksAt } from './over-lines.ts';

/** For ballots of others, a task that nobody has is claimed first. `run`: the door. */
export const castVotes = (run: RunCommand): PlainCommandOf<'castVotes'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, request) {
    const { services, actor, input } = request;
    const { minutes } = input;
    const taskOf = await tasksAt(acting, request, input, input.votes);
    const items = await overLines(request, input.votes, async ({ line, choice, member, reason }, options) => {
      const task = { caseId: line, ...(await taskOf(line)) };
      if (minutes !== undefined) await takeTask(run, request, task, options);
      const ballot = { choice, ...(member !== undefined && { member }), ...(reason !== undefined && { reason }) };
      const from = minutes !== undefined && { minutes };
      const command = { type: 'castVote', caseId: line, instance: task.instance, ...ballot, ...from } as const;
      return await run<'castVote'>(services, actor, command, options(':vote'));
    });
    return { items };
  },
});
