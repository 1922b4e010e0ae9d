/** Many lines at once, each with its own answer: a wrong row refuses itself and nobody else. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { nextOrdinals } from '../../store/repositories/line-ordinals.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Commands, ItemResult, RunCommand } from '../contract.ts';
import type { LineAdded } from '../round-contract.ts';
import { crashPoint } from '../crash-point.ts';
import { inLanes } from '../in-lanes.ts';
import { itemResult } from '../item-result.ts';
import { roundFor } from './round-for.ts';

export const MOST_ROWS = 1_000;
/** steps of different cases share statements and commits; more at once only wait for each other */
export const WIDTH = 8;

type Row = Commands['importLines'][0]['lines'][number];

/** `run`: the door. Throws validation `rowsInvalid`, and what the round itself refuses. */
export const importLines = (run: RunCommand): PlainCommandOf<'importLines'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, actor, input, options }, now) {
    const { round, lines } = input;
    requireRows(lines);
    await roundFor(services, acting, round, 'manageLines', now);
    const ordinals = await nextOrdinals(services.db, lines.length);
    const add = async ({ facts, ...row }: Row, index: number): Promise<LineAdded> => {
      const key = rowKey(options.idempotencyKey, index);
      const person = facts ? (await run<'registerPerson'>(services, actor, { type: 'registerPerson', ...facts })).person : row.person;
      const line = { type: 'addLine', round, ...row, ...(person !== undefined && { person }) } as const;
      const { caseId, code } = await run<'addLine'>(services, actor, line, { idempotencyKey: key, ordinal: ordinals[index] });
      return { caseId, code, ...(person !== undefined && { person }) };
    };
    const items: ItemResult<LineAdded>[] = [];
    await inLanes(bySubject(lines), WIDTH, async (same) => {
      for (const [row, index] of same) {
        items[index] = await itemResult(async () => await add(row, index));
        crashPoint('rowDone');
      }
    });
    return { items };
  },
});

/** Rows about the same person one after the other: the first one of them joins. */
function bySubject(rows: readonly Row[]): readonly (readonly [Row, number])[][] {
  const groups = new Map<string, [Row, number][]>();
  for (const [index, row] of rows.entries()) {
    const subject = row.person ?? row.facts?.identityNumber ?? row.facts?.fileNumber ?? `row ${index}`;
    groups.set(subject, [...(groups.get(subject) ?? []), [row, index]]);
  }
  return [...groups.values()];
}

export function requireRows(rows: readonly unknown[]): void {
  if (rows.length >= 1 && rows.length <= MOST_ROWS) return;
  throw new Rejection('validation', 'rowsInvalid', `Expected 1 to ${MOST_ROWS} rows.`, { details: { most: MOST_ROWS } });
}

/** What is repeated after a crash answers each row that was done as it was answered then. */
export function rowKey(key: string | undefined, index: number, what = ''): string | undefined {
  return key === undefined ? undefined : `rows:${createHash('sha256').update(key).digest('hex').slice(0, 40)}:${index}${what}`;
}
