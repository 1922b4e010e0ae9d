/** Many lines leave their round: struck off each with its reason, or put off together. */
import { listActiveLines } from '../../store/queries/rounds.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand } from '../contract.ts';
import { overLines } from './over-lines.ts';
import { roundFor } from './round-for.ts';

/** `run`: the door. */
export const strikeLines = (run: RunCommand): PlainCommandOf<'strikeLines'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, request, now) {
    const { services, actor, input } = request;
    await roundFor(services, acting, input.round, 'manageLines', now);
    const items = await overLines(request, input.lines, async ({ line, reason }, options) =>
      run<'strikeLine'>(services, actor, { type: 'strikeLine', caseId: line, reason }, options(':strike')),
    );
    return { items };
  },
});

/** Into a later round, or each for itself; without `lines` the whole round, up to 1,000 at a time. */
export const moveLines = (run: RunCommand): PlainCommandOf<'moveLines'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, request, now) {
    const { services, actor, input } = request;
    const { round, to, reason } = input;
    await roundFor(services, acting, round, 'manageLines', now);
    if (to !== undefined) await roundFor(services, acting, to, 'manageLines', now);
    const lines = input.lines ?? (await listActiveLines(services.db, round));
    const items = await overLines(
      request,
      lines.map((line) => ({ line })),
      async ({ line }, options) =>
        run<'moveLine'>(services, actor, { type: 'moveLine', caseId: line, reason, ...(to !== undefined && { to }) }, options(':move')),
    );
    return { items };
  },
});
