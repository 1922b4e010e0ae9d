/** Two agencies in one database, each with its own moment of numbering: set by proposal, and every document signed whole. */
import ava from 'ava';
import { runCommand } from '../../commands/run-command.ts';
import { numberingMoment } from '../../commands/numbers/numbering-setting.ts';
import { PROCESSES_FOLDER } from '../../composition/modules/processes-folder.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { shipModules } from '../../composition/modules/ship-modules.ts';
import type { Actor } from '../../engine/command.ts';
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { isValid } from '../../signing/report/is-valid.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { seedAgencies } from '../../store/repositories/agency-facts.ts';
import { loadContent, loadDocuments } from '../../store/repositories/documents.ts';
import { saveModuleDocuments } from '../../store/repositories/module-documents.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { finishTask } from '../processes/finish-task.ts';
import { broken } from '../store/number-registers.ts';
import { useApi, type Client } from './api-server.ts';
import { letterDocument, NUMBERED } from './letter-document.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, hoa, minh, hung, analyst] = [as('lan'), as('hoa'), as('minh'), as('hung'), as('analyst')];
const [registry, registryOfHue] = [as('van-thu'), as('van-thu-hue')];
const SINCE = '2026-01-01T00:00:00.000Z';
const HOUR_MS = 3_600_000;
const dayFrom = (days: number): string =>
  new Date(Date.parse(commands().clock()) + 7 * HOUR_MS + days * 24 * HOUR_MS).toISOString().slice(0, 10);
const commands = () => server.services.commands;

const LETTER = letterDocument('letter', NUMBERED);
const signature = (capacity: string, order: number, declared = ''): string =>
  `<extensionElements>${declared}<tk:signature document="letter" capacity="${capacity}" level="B-B" order="${order}"/></extensionElements>`;
const DIAGRAM = bpmn(
  'letter',
  `<startEvent id="s"/>${task('sign', 'tk:candidateRoles="manager"', signature('personal', 1, '<tk:document key="letter" required="true"/>'))}
   ${task('issue', 'tk:candidateRoles="registry"', signature('agencySeal', 2))}<endEvent id="e"/>${chain('s', 'sign', 'issue', 'e')}`,
);

test.before(async (t) => {
  const staff = [
    ['van-thu-hue', 'registry', 'cuc.hue'],
    ['jurist', 'jurist', 'cuc'],
  ] as const;
  for (const [id, role, unitPath] of staff)
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
      SINCE,
    );
  const agencies = ['cuc.hanoi', 'cuc.hue'].map((unitPath) => ({ unitPath, number: '0100100100', place: 'Hà Nội' }));
  await seedAgencies(server.db, agencies, SINCE);
  await server.db.pool.query(`update unit set abbreviation = upper(split_part(path::text, '.', 2)) where path::text like 'cuc.%'`);
  await shipModules(
    commands(),
    readModules(PROCESSES_FOLDER).filter(({ manifest }) => manifest.key === 'parameter-change'),
  );
  const resources = [{ name: 'letter.bpmn', content: DIAGRAM }];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
  await saveModuleDocuments(server.db, { module: 'thử', procedures: ['letter'], documents: [LETTER] as never }, 'analyst', SINCE);
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await deliverOutbox(commands());
    await runJobs(commands(), { name: 'test', handlers: HANDLERS });
  }
}
const actor = (account: string): Actor => ({ account, person: `person-${account}` });

/** An analyst proposes it; what the case is. */
async function proposed(unit: string, value: string, more: Record<string, Json> = {}): Promise<string> {
  const entry = {
    key: unit === '' ? 'numbering.moment' : `numbering.moment.${unit}`,
    version: '1',
    kind: 'enum',
    value,
    allowed: [{ value: 'seal' }, { value: 'personalSignature' }],
    citation: 'Quy chế văn thư của cơ quan',
    confidence: 'B',
    settled: true,
    asOf: 'step',
    running: 'keep',
    validFrom: dayFrom(0),
    titleVi: 'Thời điểm cấp số văn bản điện tử',
    titleEn: 'When an electronic document gets its number',
    ...more,
  };
  const begin = { type: 'startCase', procedure: 'parameter-change', unitPath: 'cuc' } as const;
  const { caseId } = await runCommand<'startCase'>(commands(), actor('analyst'), {
    ...begin,
    variables: { change: { operation: 'PARAMETER', entry } },
  });
  await settle();
  return caseId;
}

async function approve(caseId: string): Promise<void> {
  const { rows } = await server.db.pool.query<{ instance: number }>(
    `select instance from user_task where case_id = $1 and state = 'open'`,
    [caseId],
  );
  const on = { caseId, instance: rows[0]?.instance ?? 0 };
  await runCommand<'claimTask'>(commands(), actor('jurist'), { type: 'claimTask', ...on });
  await finishTask(commands(), actor('jurist'), { ...on, outcome: 'approve', variables: {} });
  commands().law.forget();
}
const momentOf = async (unit: string, day = dayFrom(0)): Promise<string> => await numberingMoment(commands(), unit, day);

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Rejection) return `${error.code} ${error.problems.map(({ path }) => path).join()}`;
    throw error;
  }
  throw new Error('Expected the proposal to be refused.');
}

test('an agency has a moment of its own once a second person has approved it; others go by the general one', async (t) => {
  const caseId = await proposed('cuc.hue', 'personalSignature');
  commands().law.forget();
  t.is(await momentOf('cuc.hue'), 'seal', 'what is proposed changes nothing');
  await approve(caseId);
  t.is(await momentOf('cuc.hue'), 'personalSignature');
  t.is(await momentOf('cuc.hue', dayFrom(-1)), 'seal', 'it has its first day');
  t.is(await momentOf('cuc.hanoi'), 'seal');
});

test('what is no moment, or of a unit that is not there, is not proposed', async (t) => {
  const other = { allowed: [{ value: 'never' }] };
  t.is(await refused(proposed('cuc.hanoi', 'never', other)), 'law.parameterInvalid /value');
  t.is(await refused(proposed('', 'never', { ...other, version: '2' })), 'law.parameterInvalid /value');
  t.is(await refused(proposed('cuc.hanoi', 'seal', { kind: 'text' })), 'law.parameterInvalid /value');
  t.is(await refused(proposed('cuc.nowhere', 'seal')), 'law.parameterInvalid /key');
  const { rows } = await server.db.pool.query(`select key from parameter where key like 'numbering.moment%'`);
  t.deepEqual(rows.map(({ key }: { key: string }) => key).toSorted(), ['numbering.moment', 'numbering.moment.cuc.hue']);
});

async function begun(starter: Client): Promise<{ readonly caseId: string; readonly at: string }> {
  const { body, status } = await starter('POST', '/api/v1/cases', { body: { procedure: 'letter', variables: {} } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { caseId: body.caseId, at: `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}` };
}
async function signed(at: string, by: Client, keeper?: Client): Promise<string> {
  const claimed = await by('POST', `${at}/claim`, { body: {} });
  if (claimed.status !== 200) throw new Error(JSON.stringify(claimed.body));
  const { body, status } = await signTask(by, at, { variables: {} }, keeper);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const next = body.step?.opened[0]?.instance;
  return next === undefined ? '' : at.replace(/[^/]+$/, String(next));
}
const numbersOf = async (caseId: string) =>
  (await server.db.pool.query('select number, state from number_entry where case_id = $1', [caseId])).rows;

const AGENCIES = [
  { name: 'numbered with the seal', starter: lan, head: minh, keeper: registry, before: [], number: '01/HANOI' },
  {
    name: 'numbered before the personal signature',
    starter: hoa,
    head: hung,
    keeper: registryOfHue,
    before: [{ number: '01/HUE', state: 'reserved' }],
    number: '01/HUE',
  },
];
for (const { name, starter, head, keeper, before, number } of AGENCIES)
  test(`a document of an agency is signed whole: ${name}`, async (t) => {
    const { caseId, at } = await begun(starter);
    const issue = await signed(at, head);
    t.deepEqual(await numbersOf(caseId), before);
    await signed(issue, keeper);
    t.deepEqual(await numbersOf(caseId), [{ number, state: 'used' }]);
    const { rows } = await server.db.pool.query(
      'select register, ordinal, code from number_entry e join process_case c on c.id = e.case_id where c.id = $1',
      [caseId],
    );
    const [entry] = rows;
    const metadata = await keeper('GET', `/api/v1/number-registers/${entry.register}/entries/${entry.ordinal}/metadata`);
    t.like(metadata.body, {
      FileCode: { OrganId: '0100100100', FileNotation: entry.code },
      DocOrdinal: 1,
      CodeNumber: '01',
      PageAmount: 1,
    });
    t.true(metadata.body.SignerInfo.FullName.length > 0, 'who signed for the agency is named');
    const [document] = await loadDocuments(server.db, caseId);
    const bytes = (await loadContent(server.db, caseId, document?.sha256 ?? '')) ?? Buffer.alloc(0);
    const report = verifyPdf(bytes, { anchors: commands().signing?.anchors() ?? [], at: Date.now() });
    t.true(isValid(report, true), JSON.stringify(report.findings));
    t.is(report.signatures.length, 2);
    const filled = report.signatures.flatMap(({ changesSince }) => changesSince.permitted).filter(({ subject }) => subject === 'number');
    t.is(filled.length, before.length === 0 ? 1 : 0, 'filled after the personal signature, or signed by it');
  });

test('no ordinal is without its row, whenever it was given', async (t) => {
  t.deepEqual(await broken(server.db.pool), []);
  const { rows } = await server.db.pool.query('select state, count(*)::int as n from number_entry group by state');
  t.deepEqual(rows, [{ state: 'used', n: 2 }]);
});
