import ava from 'ava';
import { runJobs } from '../../worker/run-jobs.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { fillText, placeholdersOf } from '../../commands/notices/fill-text.ts';
import { checkTemplates } from '../../commands/notices/check-templates.ts';
import own from '../../commands/notices/templates.json' with { type: 'json' };
import { ANALYST, bpmn, chain, deployed, OFFICER, refusal, started, SYSADMIN, useOffice } from './fixtures.ts';

const office = useOffice(ava);
const test = ava.serial;
const DATA = '{ who: name, amount: 3 }';

const TOLD = bpmn(
  'told',
  `<startEvent id="start"/>
      <serviceTask id="tell" name="tell" tk:topic="notify"><extensionElements><tk:ioMapping>
        <tk:input source="&quot;told-it&quot;" target="template"/>
        <tk:input source="{ roles: [&quot;officer&quot;] }" target="to"/>
        <tk:input source="${DATA}" target="data"/>
      </tk:ioMapping></extensionElements></serviceTask>
      <endEvent id="end"/>${chain('start', 'tell', 'end')}`,
);

test.before(async () => void (await deployed(office, ['told.bpmn', TOLD])));

const template = (vi: string, more: object = {}) => ({ key: 'told-it', text: { vi, en: 'Told.' }, channels: ['application'], ...more });
const deploy = async (templates: readonly ReturnType<typeof template>[], by = ANALYST, module = 'told') =>
  await office.run<'deployNotices'>(by, { type: 'deployNotices', module, diagrams: [TOLD], templates });

test('what the diagram does not fill in is refused, with its name, and nothing is in force', async (t) => {
  const error = await t.throwsAsync(deploy([template('Gửi {who}, {whom}, {code}, {amount}')]));
  t.like(error, { kind: 'deployment', code: 'noticesRefused' });
  t.deepEqual(
    (error as unknown as { problems: { details: object }[] }).problems.map(({ details }) => details),
    [{ key: 'told-it', name: 'whom' }],
  );
  t.is(await refusal(deploy([template('x', { channels: ['fax'] })])), 'deployment noticesRefused');
  t.is(await refusal(deploy([template(' ')])), 'deployment noticesRefused');
  t.is(await refusal(deploy([template('x'), template('y')])), 'deployment noticesRefused');
  t.is(await refusal(deploy([template('{}')])), 'deployment noticesRefused');
  t.deepEqual((await office.db.pool.query('select key from notice_template')).rows, []);
});

test('a notice says what its template says, filled with the data and the facts of the case', async (t) => {
  await deploy([template('Kính gửi {who}: hồ sơ {code}, số lượng {amount}.')]);
  const { caseId } = await started(office, 'told', { name: 'Nguyễn Văn Á {code}' });
  while (await runJobs(office.services, { name: 'test', handlers: HANDLERS }));
  const { rows } = await office.db.pool.query<{ text: { vi: string }; code: string }>(
    'select n.text, c.code from notice n join process_case c on c.id = n.case_id where n.case_id = $1 and n.account = $2',
    [caseId, 'officer'],
  );
  t.is(rows[0]?.text.vi, `Kính gửi Nguyễn Văn Á {code}: hồ sơ ${rows[0]?.code}, số lượng 3.`);
});

test('a key belongs to the module that brought it, and who may not deploy brings none', async (t) => {
  await deploy([template('Một')]);
  t.is(await refusal(deploy([template('Hai')], ANALYST, 'other')), 'conflict noticeOfOther');
  t.is(await refusal(deploy([template('Ba')], OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(deploy([template('Bốn')], SYSADMIN)), 'forbidden forbidden.rule');
});

test("the product's own notices ask for nothing but the facts of a task, a delivery, a recall, a document, a file, or access to an account", (t) => {
  const sent = new Set(['document', 'recipient']);
  const access = new Set(['name', 'login', 'networks', 'factor', 'left', 'day', 'agent']);
  const recalled = new Set(['number', 'day', 'by', 'reason']);
  const looked = new Set(['document', 'revision']);
  const scanned = new Set(['finding', 'sha256', 'tries', 'size']);
  const returned = new Set(['documents', 'reason']);
  const mentioned = new Set(['by']);
  const groups = [['signing-returned', returned], ['case-mention', mentioned], ['upload', scanned], ['delivery-', sent], ['access-', access], ['document-recalled', recalled], ['document-', looked]] as const; // prettier-ignore
  const namesOf = (key: string) => groups.find(([start]) => key.startsWith(start))?.[1] ?? new Set<string>();
  const told = new Map(own.map(({ key }) => [key, namesOf(key)]));
  t.deepEqual(checkTemplates(own, told), []);
  t.true(own.every(({ text }) => placeholdersOf(text).length > 0));
});

test('instants are told on the clock of the law, what is missing as a dash', (t) => {
  const text = { vi: '{at}|{none}|{day}|{yes}', en: '{at}|{none}|{day}|{yes}' };
  const data = { at: '2026-11-25T17:00:00.000Z', day: { $type: 'date', value: '2026-11-25' }, yes: true };
  t.is(fillText(text, data).vi, '00:00 26/11/2026|–|2026-11-25|có');
});
