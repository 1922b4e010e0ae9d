/** The form of a step that seals a document of ours asks for no number; on paper it does. What was typed is never taken for the number. */
import ava from 'ava';
import { runCommand } from '../../commands/run-command.ts';
import { saveModuleDocuments } from '../../store/repositories/module-documents.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { seedAgencies } from '../../store/repositories/agency-facts.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import issue from '../../processes/postponement/issue.form.json' with { type: 'json' };
import { scanPdf, sha256 } from '../commands/uploads/files.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';
import { letterDocument, NUMBERED } from './letter-document.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, minh, registry, analyst] = [as('lan'), as('minh'), as('van-thu'), as('analyst')];

const signature = (key: string) =>
  `<extensionElements><tk:document key="${key}" required="true"/><tk:signature document="${key}" capacity="personal" level="B-B" order="1"/>
   <tk:signature document="${key}" capacity="agencySeal" level="B-B" order="2"/></extensionElements>`;
const FORM = 'tk:candidateRoles="manager" tk:form="postponement-issue"';
const ofDocument = (key: string): string =>
  bpmn(
    key,
    `<startEvent id="s"/>${task('issue', FORM, signature(key))}${task('after', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'issue', 'after', 'e')}`,
  );
/** A procedure of another module that calls the one which makes the document. */
const calling = (key: string): string =>
  bpmn(
    key,
    `<startEvent id="s"/><callActivity id="call" calledElement="numbered" tk:binding="latest"/><endEvent id="e"/>${chain('s', 'call', 'e')}`,
  );
const ISSUED = { number: '99/2026/QD-TA', issuedOn: '2026-01-02' };
const HOUR_MS = 3_600_000;
const PROCEDURES = ['numbered', 'unnumbered', 'outside'];

/** In place of those of the same key. */
async function bringDocuments(...others: readonly ReturnType<typeof letterDocument>[]): Promise<void> {
  const own = [letterDocument('numbered', NUMBERED), letterDocument('unnumbered')];
  const documents = [...own.filter(({ key }) => !others.some((one) => one.key === key)), ...others];
  await saveModuleDocuments(
    server.db,
    { module: 'thử', procedures: PROCEDURES, documents: documents as never },
    'analyst',
    new Date().toISOString(),
  );
}

test.before(async (t) => {
  const resources = [
    { name: 'issue.form', content: JSON.stringify(issue) },
    ...PROCEDURES.map((key) => ({ name: `${key}.bpmn`, content: ofDocument(key) })),
    ...['caller', 'namesake'].map((key) => ({ name: `${key}.bpmn`, content: calling(key) })),
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  await bringDocuments();
  await server.db.pool.query(`update unit set abbreviation = 'CA' where path = 'cuc.hanoi'`);
  await seedAgencies(server.db, [{ unitPath: 'cuc.hanoi', number: '0100100100', place: 'Hà Nội' }], '2026-01-01T00:00:00.000Z');
  for (const [id, role, unitPath] of [
    ['clerk', 'clerk', 'cuc.hanoi'],
    ['department', 'admin-department', 'cuc'],
  ] as const) {
    const person = { id: `person-${id}`, name: id, unitPath };
    await seedAccount(server.db, { id, login: id, person, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
  }
});

async function begun(procedure: string, by = minh): Promise<string> {
  const { body, status } = await lan('POST', '/api/v1/cases', { body: { procedure, variables: {} } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  const claimed = await by('POST', `${at}/claim`, { body: {} });
  if (claimed.status !== 200) throw new Error(JSON.stringify(claimed.body));
  return at;
}
const problemsOf = ({ body }: Awaited<ReturnType<typeof signTask>>) =>
  body.errors?.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`);
const asked = async (at: string, by = minh): Promise<readonly string[]> => {
  const { body } = await by('GET', `${at}/form`);
  const [, group] = body.schema.components;
  return group.components.flatMap(({ key }: { key?: string }) => key ?? []);
};
const issuedOf = async (at: string): Promise<unknown> => {
  const [caseId = ''] = at.split('/').slice(-2);
  const loaded = await loadCase(server.db, caseId, { now: new Date().toISOString() });
  return Object.values(loaded?.variables ?? {}).find((scope) => 'issued' in scope)?.['issued'];
};

test("where we give the number nobody is asked for it, one that is typed is refused, and the register's stands in the case", async (t) => {
  const at = await begun('numbered');
  t.deepEqual(await asked(at), ['note']);
  const typed = await signTask(minh, at, { variables: { issued: ISSUED } }, registry);
  t.like(typed, { status: 400, body: { code: 'formInvalid' } });
  t.deepEqual(problemsOf(typed), ['form.numberGiven /variables/issued/number', 'form.numberGiven /variables/issued/issuedOn']);
  t.regex(typed.body.errors[0].message, /do sổ văn bản cấp khi ký số/);
  t.is((await server.db.pool.query('select 1 from signing')).rowCount, 0, 'nothing was begun');
  const signed = await signTask(minh, at, { variables: { issued: { note: 'Gửi gấp' } } }, registry);
  t.like(signed, { status: 200, body: { state: 'recorded' } }, JSON.stringify(signed.body));
  const { rows } = await server.db.pool.query(`select number, day::text, state from number_entry`);
  t.like(rows, [{ number: '01/CA', state: 'used' }]);
  t.deepEqual(await issuedOf(at), { number: '01/CA', issuedOn: { $type: 'date', value: rows[0].day }, note: 'Gửi gấp' });
});

for (const procedure of ['caller', 'namesake'])
  test(`a document that a called procedure of another module makes gets the number of its own module: ${procedure}`, async (t) => {
    const documents = [letterDocument('numbered')];
    if (procedure === 'namesake')
      await saveModuleDocuments(
        server.db,
        { module: 'bên gọi', procedures: [procedure], documents: documents as never },
        'analyst',
        new Date().toISOString(),
      );
    const at = await begun(procedure);
    t.deepEqual(await asked(at), ['note'], 'nobody is asked for it');
    const signed = await signTask(minh, at, { variables: { issued: {} } }, registry);
    t.like(signed, { status: 200, body: { state: 'recorded' } }, JSON.stringify(signed.body));
    const [caseId = ''] = at.split('/').slice(-2);
    const { rows } = await server.db.pool.query(`select kind, state from number_entry where case_id = $1`, [caseId]);
    t.is(rows.length, 1, 'the register gave one');
    t.is(rows[0].state, 'used');
  });

for (const procedure of ['unnumbered', 'outside'])
  test(`a document that has no number of ours is asked for it, as before: ${procedure}`, async (t) => {
    const at = await begun(procedure);
    t.deepEqual(await asked(at), ['number', 'issuedOn', 'note']);
    const bare = await signTask(minh, at, { variables: {} }, registry);
    t.deepEqual(problemsOf(bare), ['form.required /variables/issued/number', 'form.required /variables/issued/issuedOn']);
  });

test('a page that was drawn without a place for the number is not sealed once its template has one', async (t) => {
  const at = await begun('unnumbered');
  const body = { variables: { issued: ISSUED } };
  const signed = await signTask(minh, at, body);
  t.like(signed, { status: 200, body: { state: 'prepared', sealAsked: true } }, JSON.stringify(signed.body));
  await bringDocuments(letterDocument('unnumbered', '{{ letterhead.abbreviation }}-B'));
  const seal = await registry('POST', `/api/v1/signings/${signed.body.id}/seal`, { body: { key: { method: 'demo' } } });
  t.like(seal, { status: 409, body: { code: 'documentUnnumbered' } }, JSON.stringify(seal.body));
  t.regex(seal.body.remedy, /Trả hồ sơ/);
  await bringDocuments();
});

test('a step that is done on paper asks for the number of the paper, and keeps it', async (t) => {
  const day = new Date(Date.now() + 7 * HOUR_MS).toISOString().slice(0, 10);
  const bound = { role: 'manager', unitPath: 'cuc.hanoi', mode: 'paper', clerkRole: 'clerk', validFrom: day, reason: 'Thử' } as const;
  const department = { account: 'department', person: 'person-department' };
  await runCommand<'bindRole'>(server.services.commands, department, { type: 'bindRole', ...bound });
  const clerk = as('clerk');
  const at = await begun('numbered', clerk);
  t.deepEqual(await asked(at, clerk), ['number', 'issuedOn', 'note']);
  const file = scanPdf({ text: 'thư', drawn: true });
  const [caseId] = at.split('/').slice(-2);
  const headers = { 'content-type': 'application/octet-stream' };
  t.is((await clerk('POST', `/api/v1/cases/${caseId}/uploads`, { raw: new Uint8Array(file), headers })).status, 201);
  const paper = { at: day, by: [{ name: 'Trần Văn Bình' }], scans: [{ name: 'thu.pdf', sha256: sha256(file), pages: 1 }] };
  const enter = async (variables: object) => await clerk('POST', `${at}/complete`, { body: { variables, paper } });
  t.deepEqual(problemsOf(await enter({})), ['form.required /variables/issued/number', 'form.required /variables/issued/issuedOn']);
  const done = await enter({ issued: { number: '07/CA', issuedOn: day } });
  t.is(done.status, 200, JSON.stringify(done.body));
  t.deepEqual(await issuedOf(at), { number: '07/CA', issuedOn: { $type: 'date', value: day } });
});
