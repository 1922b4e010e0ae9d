/** Whom a notice of the topic `notify` reaches: roles over the case's unit, or over the units that are named beside them. */
import test from 'ava';
import { runJobs } from '../../worker/run-jobs.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { bpmn, chain, deployed, started, useOffice } from './fixtures.ts';

const office = useOffice(test);
const notify = (procedure: string, to: string) =>
  bpmn(
    procedure,
    `<startEvent id="s"/><serviceTask id="tell" tk:topic="notify"><extensionElements><tk:ioMapping><tk:input source="&quot;told&quot;" target="template"/>
     <tk:input source="${to}" target="to"/></tk:ioMapping></extensionElements></serviceTask><endEvent id="e"/>${chain('s', 'tell', 'e')}`,
  );

test.serial.before(async () => {
  for (const unitPath of ['cuc.hanoi', 'cuc.hue']) {
    const id = `warden-${unitPath.slice(4)}`;
    const grants = [{ role: 'prison-warden', unitPath }];
    await seedAccount(office.db, { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants }, '2026-01-01T00:00:00.000Z');
  }
});

async function toldBy(procedure: string, to: string): Promise<readonly string[]> {
  await deployed(office, [`${procedure}.bpmn`, notify(procedure, to)]);
  const { caseId } = await started(office, procedure, { prison: 'cuc.hue' });
  await runJobs(office.services, { name: 'w', handlers: HANDLERS });
  const { rows } = await office.db.pool.query<{ account: string }>('select account from notice where case_id = $1 order by 1', [caseId]);
  return rows.map(({ account }) => account);
}

test.serial('a role without a unit is one over the unit of the case', async (t) => {
  t.deepEqual(await toldBy('own', '{ roles: [&quot;prison-warden&quot;] }'), ['warden-hanoi']);
});

test.serial('a unit beside the role is where it is held, as text or as a list', async (t) => {
  t.deepEqual(await toldBy('named', '{ roles: [&quot;prison-warden&quot;], units: prison }'), ['warden-hue']);
  t.deepEqual(await toldBy('several', '{ roles: [&quot;prison-warden&quot;], units: [prison, &quot;cuc.hanoi&quot;] }'), [
    'warden-hanoi',
    'warden-hue',
  ]);
});

test.serial('what is no unit fails the job instead of telling nobody', async (t) => {
  t.deepEqual(await toldBy('wrong', '{ roles: [&quot;prison-warden&quot;], units: [5] }'), []);
  const { rows } = await office.db.pool.query('select from job');
  t.is(rows.length, 1, 'it is tried again, and is an incident in the end');
});
