/** A list of requests for accounts, all right or none: each row becomes a case of its own that somebody else approves. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { ACCOUNT_PROCEDURE } from '../accounts/account-procedure.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { ItemResult, RunCommand, StartOutcome } from '../contract.ts';
import { anyAnswered } from '../../store/queries/any-answered.ts';
import { canonical } from '../idempotency.ts';
import { itemResult } from '../item-result.ts';
import { checkAccountRows } from './check-account-rows.ts';

/** `run`: the door. Throws validation `importInvalid` with a problem for each wrong cell: then nothing has begun. */
export const importAccountRequests = (run: RunCommand): PlainCommandOf<'importAccountRequests'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability }, { services, actor, input: { rows }, options }, now) {
    const key = options.idempotencyKey ?? canonical(rows);
    const keys = rows.map((_, at) => rowKey(key, at));
    if (!(await anyAnswered(services.db, actor.account, keys, now))) {
      const checked = await checkAccountRows(services, ability, rows, now);
      const problems = checked.flatMap(({ line, problems: wrong }) =>
        wrong.map((problem) => ({ ...problem, path: `/rows/${line}${problem.path ?? ''}` })),
      );
      if (problems.length > 0) throw new Rejection('validation', 'importInvalid', 'Expected a list without wrong cells.', { problems });
    }
    const items: (ItemResult<StartOutcome> & { readonly line: number })[] = [];
    for (const [at, { request, line }] of rows.entries()) {
      const unitPath = typeof request['unitPath'] === 'string' ? request['unitPath'] : '';
      const command = { type: 'startCase', procedure: ACCOUNT_PROCEDURE, unitPath, variables: { request } } as const;
      const result = await itemResult(async () => await run<'startCase'>(services, actor, command, { idempotencyKey: keys[at] ?? '' }));
      items.push({ ...result, line });
    }
    return { items };
  },
});

/** The same list again, also after a crash, answers each row that was done as it was answered then. */
const rowKey = (key: string, at: number): string => `import:${createHash('sha256').update(key).digest('hex').slice(0, 40)}:${at}`;
