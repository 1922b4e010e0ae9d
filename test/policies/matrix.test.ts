import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { can } from '../../policies/can.ts';
import { PRODUCT_ROLES } from '../../policies/roles.ts';
import { abilityFor } from '../../policies/ability.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { SUBJECT_NAMES, subjectDefinition } from '../../policies/subjects.ts';
import { computeMatrix, MATRIX_ROLES, type Cell } from './matrix/compute-matrix.ts';
import { readMatrix } from './matrix/matrix-text.ts';
import { ME, situationsOf } from './matrix/situations.ts';

const table = readMatrix(fs.readFileSync(path.join(import.meta.dirname, 'matrix/matrix.md'), 'utf8'));
const keyOf = ({ subject, action, role }: Cell): string => `${subject} ${action} ${role}`;

test('the table of rights has one row for every role, action and subject, and no other', (t) => {
  const wanted = SUBJECT_NAMES.flatMap((subject) =>
    subjectDefinition(subject).actions.flatMap((action) => MATRIX_ROLES.map((role) => `${subject} ${action} ${role}`)),
  );
  const found = table.map(keyOf);
  t.deepEqual([...new Set(wanted).difference(new Set(found))], [], 'missing');
  t.deepEqual([...new Set(found).difference(new Set(wanted))], [], 'unknown');
  t.is(found.length, wanted.length, 'said twice');
});

test('the rules say what the table of rights says, refusals included', (t) => {
  const decided = new Map(table.map((cell) => [keyOf(cell), cell]));
  for (const cell of computeMatrix()) t.deepEqual(cell, decided.get(keyOf(cell)), keyOf(cell));
});

test('every situation of the table is allowed to somebody or refused to somebody: none is idle', (t) => {
  for (const subject of SUBJECT_NAMES) {
    const cells = table.filter((cell) => cell.subject === subject);
    const all = Object.keys(situationsOf(subject, 'officer'));
    t.true(all.length > 0, `${subject} has no situations`);
    for (const { may, never } of cells) for (const name of [...may, ...never]) t.true(all.includes(name), `${subject} ${name}`);
  }
});

test('two roles together may do what one of them may, and nothing that one of them forbids', (t) => {
  const roles = PRODUCT_ROLES.map(({ key }) => key);
  const abilityOf = (...held: readonly string[]) =>
    abilityFor({ ...ME, roles: held.map((role) => ({ role, unitPath: 'cuc.hanoi' })) }, SHIPPED_RULES);
  const single = new Map(roles.map((role) => [role, abilityOf(role)]));
  let forbidden = 0;
  for (const [i, one] of roles.entries())
    for (const other of roles.slice(i + 1)) {
      const both = abilityOf(one, other);
      for (const subject of SUBJECT_NAMES)
        for (const action of subjectDefinition(subject).actions)
          for (const [name, thing] of Object.entries(situationsOf(subject, one))) {
            const answers = [one, other].map((role) => can(single.get(role) ?? both, action, subject, thing));
            const never = answers.some((answer) => !answer.allowed && answer.code === 'forbidden.rule');
            if (never) forbidden += 1;
            const may = !never && answers.some(({ allowed }) => allowed);
            t.is(can(both, action, subject, thing).allowed, may, `${one} and ${other}: ${action} ${subject} ${name}`);
          }
    }
  t.true(forbidden > 1_000);
});
