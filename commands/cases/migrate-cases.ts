/** Running cases to another version: each its own step, with its own answer. A dry run says what would happen and writes nothing. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { PlainCommandOf, Request } from '../case-command.ts';
import type { MigrateOutcome, StepOutcome } from '../contract.ts';
import { itemResult } from '../item-result.ts';
import { requireText } from '../check-text.ts';
import type { MigrateInput } from './migrate-case.ts';

const MOST = 500;

/** `step`: one case through the door; `dryStep`: the same, without saving. */
export interface MigrateOne {
  step(request: Request<MigrateInput>): Promise<StepOutcome>;
  dryStep(request: Request<MigrateInput>): Promise<StepOutcome>;
}

export const migrateCases = ({ step, dryStep }: MigrateOne): PlainCommandOf<'migrateCases'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(_, { services, actor, input, options }) {
    const { cases, definition, map = {}, dryRun = false } = input;
    const reason = requireText(input.reason, 'reason');
    if (cases.length === 0 || cases.length > MOST) throw new Rejection('validation', 'casesRequired', `Expected 1 to ${MOST} cases.`);
    const items: MigrateOutcome['items'][number][] = [];
    for (const caseId of new Set(cases)) {
      const one: MigrateInput = { type: 'migrateCase', caseId, definition, map, reason };
      const idempotencyKey = options.idempotencyKey === undefined || dryRun ? undefined : itemKey(options.idempotencyKey, caseId);
      const request = { services, actor, input: one, options: { idempotencyKey } };
      items.push({ caseId, result: await itemResult(async () => await (dryRun ? dryStep(request) : step(request))) });
    }
    return { items, dryRun };
  },
});

function itemKey(key: string, caseId: string): string {
  return `migrate:${createHash('sha256').update(key).digest('hex').slice(0, 40)}:${caseId}`;
}
