/** A drafter and a reviewer who is another person; the work of the reviewer is bound by data. */
import type { TestFn } from 'ava';
import type { Actor } from '../../../engine/command.ts';
import type { CommandOf } from '../../../commands/contract.ts';
import vn from '../../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../../law/read-calendar.ts';
import { readEntry } from '../../../law/read-entry.ts';
import type { RegisterEntry } from '../../../law/register-entry.ts';
import { saveUnits, seedAccount } from '../../../store/repositories/accounts.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { bpmn, chain, deployed, OFFICER, ONE_WORKING_DAY, outcomes, person, task, useOffice, type Office } from '../fixtures.ts';

export const DEPARTMENT = person('department');
export const CLERK = person('clerk');
export const PARTNER = person('partner');
export const OTHER_PARTNER = person('other-partner');
export const TODAY = '2026-11-23';

export const FORM = JSON.stringify({
  id: 'review-form',
  type: 'default',
  components: [
    { type: 'textfield', key: 'subject', label: 'Trích yếu', validate: { required: true } },
    { type: 'number', key: 'months', label: 'Số tháng', validate: { required: true, min: 1, max: 12 } },
  ],
});

export const DIAGRAM = bpmn(
  'bound',
  `<startEvent id="start"/>
  ${task('draft', 'tk:candidateRoles="officer"')}
  ${task(
    'review',
    'tk:candidateRoles="manager" tk:separateFrom="draft" tk:form="review-form" tk:dueParameter="review.term"',
    outcomes('id="approve" name="Duyệt"', 'id="reject" name="Từ chối" reasonRequired="true"'),
  )}
  ${task('issue', 'tk:candidateRoles="officer" tk:dueParameter="review.term"')}
  <endEvent id="end"/>${chain('start', 'draft', 'review', 'issue', 'end')}`,
);

const STAFF: readonly (readonly [id: string, role: string, unit: string])[] = [
  ['department', 'admin-department', 'cuc'],
  ['clerk', 'clerk', 'cuc.hanoi'],
  ['partner', 'partner', 'vks.hanoi'],
  ['other-partner', 'partner', 'vks.hue'],
];

export function useBoundOffice(test: TestFn): Office {
  const office = useOffice(test, {
    law: {
      parameters: async (key) => await Promise.resolve(REGISTER.filter((entry) => entry.key === key)),
      calendar: async () => await Promise.resolve(CALENDAR),
      calendarVersion: async () => await Promise.resolve(CALENDAR),
      forget: () => undefined,
    },
  });
  test.serial.before(async () => {
    await saveUnits(
      office.db,
      ['vks', 'vks.hanoi', 'vks.hue'].map((path) => ({ id: path, path, name: path })),
    );
    for (const [id, role, unitPath] of STAFF)
      await seedAccount(
        office.db,
        { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
        '2026-01-01T00:00:00.000Z',
      );
    await deployed(office, ['bound.bpmn', DIAGRAM], ['review.form', FORM]);
  });
  return office;
}

const CALENDAR = readCalendar(vn);
const NEAR_SHARE = { key: 'deadline.near-share', kind: 'fraction', value: '4/5', version: '1', citation: 'test', confidence: 'B' };
const REGISTER: readonly RegisterEntry[] = [ONE_WORKING_DAY, readEntry({ ...NEAR_SHARE, validFrom: '2020-01-01' })];

export const EXCHANGE = { mode: 'exchange', partner: 'vks.hanoi' } as const;
export const PAPER = { mode: 'paper', clerkRole: 'clerk' } as const;

export async function bind(office: Office, more: Partial<CommandOf<'bindRole'>>, by: Actor = DEPARTMENT): Promise<number> {
  const command = { type: 'bindRole', role: 'manager', unitPath: 'cuc.hanoi', mode: 'internal', validFrom: TODAY, reason: 'Thử' } as const;
  return (await office.run<'bindRole'>(by, { ...command, ...more } as CommandOf<'bindRole'>)).id;
}

/** A case of the procedure at its review. */
export async function atReview(office: Office, drafter: Actor = OFFICER): Promise<{ readonly caseId: string; readonly instance: number }> {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'bound' });
  const instance = opened[0]?.instance ?? 0;
  await office.run<'claimTask'>(drafter, { type: 'claimTask', caseId, instance });
  const drafted = await office.run<'completeTask'>(drafter, {
    type: 'completeTask',
    caseId,
    instance,
    variables: { subject: 'Đơn', secret: 'không gửi' },
  });
  return { caseId, instance: drafted.opened[0]?.instance ?? 0 };
}

export async function delivered(office: Office): Promise<void> {
  while (await deliverOutbox(office.services));
}
