/** Many commands on single cases, one after the other; each is a step of its own, with its own rights and its own answer. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { BulkCommand, ItemResult, RunCommand, RunOptions, StepOutcome } from '../contract.ts';
import { itemResult } from '../item-result.ts';

const MOST = 200;
const ALLOWED: readonly BulkCommand['type'][] = [
  'completeTask',
  'returnTask',
  'recallTask',
  'assignTask',
  'claimTask',
  'unclaimTask',
  'comment',
  'castVote',
];

/** `run`: the door. */
export const bulk = (run: RunCommand): PlainCommandOf<'bulk'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(_, { services, actor, input, options }) {
    const { commands } = input;
    if (commands.length === 0 || commands.length > MOST || !commands.every(({ type }) => ALLOWED.includes(type)))
      throw new Rejection('validation', 'bulkInvalid', `Expected 1 to ${MOST} commands of the types ${ALLOWED.join(', ')}.`);
    const items: ItemResult<StepOutcome>[] = [];
    for (const [index, { expectedRevision, ...command }] of commands.entries()) {
      const { authenticatedAt, idempotencyKey } = options;
      const own: RunOptions = { expectedRevision, authenticatedAt, idempotencyKey: itemKey(idempotencyKey, index) };
      items.push(await itemResult(async () => await run(services, actor, command, own)));
    }
    return { items };
  },
});

/** A bulk that is repeated after a crash answers each item that was done as it was answered then. */
function itemKey(key: string | undefined, index: number): string | undefined {
  return key === undefined ? undefined : `bulk:${createHash('sha256').update(key).digest('hex').slice(0, 40)}:${index}`;
}
