/** A list of requests: each row is a case of its own, with its own rights, form and answer. A wrong row refuses itself and nobody else. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { ItemResult, RunCommand, StartOutcome } from '../contract.ts';
import { itemResult } from '../item-result.ts';
import { rowsOfCsv } from './rows-of-csv.ts';

export const MOST_ROWS = 200;

/** `run`: the door. Throws validation `startRowsInvalid`, `csvInvalid`. */
export const startCases = (run: RunCommand): PlainCommandOf<'startCases'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(_, { services, actor, input, options }) {
    const { procedure, unitPath } = input;
    const items: ItemResult<StartOutcome>[] = [];
    for (const [index, variables] of rowsOf(input).entries()) {
      const command = { type: 'startCase', procedure, variables, ...(unitPath !== undefined && { unitPath }) } as const;
      const idempotencyKey = rowKey(options.idempotencyKey, index);
      const { authenticatedAt } = options;
      items.push(await itemResult(async () => await run<'startCase'>(services, actor, command, { idempotencyKey, authenticatedAt })));
    }
    return { items };
  },
});

function rowsOf({ rows, csv }: { readonly rows?: readonly Variables[]; readonly csv?: string }): readonly Variables[] {
  if ((rows === undefined) === (csv === undefined))
    throw new Rejection('validation', 'startRowsInvalid', 'Expected either rows or csv.', { details: { most: MOST_ROWS } });
  const list = rows ?? rowsOfCsv(csv ?? '');
  if (list.length >= 1 && list.length <= MOST_ROWS) return list;
  throw new Rejection('validation', 'startRowsInvalid', `Expected 1 to ${MOST_ROWS} rows, but found ${list.length}.`, {
    details: { most: MOST_ROWS },
  });
}

/** A list that is sent again after a crash answers each row that was done as it was answered then. */
function rowKey(key: string | undefined, index: number): string | undefined {
  return key === undefined ? undefined : `start:${createHash('sha256').update(key).digest('hex').slice(0, 40)}:${index}`;
}
