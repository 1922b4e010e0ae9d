/** The list of a round, signed: what is kept is what was drawn of its lines, with the day on which it was signed. */
import test from 'ava';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { saveModuleDocuments } from '../../../store/repositories/module-documents.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';
import { templateOf } from '../../documents/samples/office.ts';
import { readMade } from '../../documents/samples/read-made.ts';
import { bpmn, chain, deployed, MANAGER, NOW, OFFICER, started, task } from '../fixtures.ts';
import { useSigningOffice } from './signing-office.ts';

const office = useSigningOffice(test);

const SIGNED =
  '<extensionElements><tk:document key="list"/><tk:signature document="list" capacity="personal" level="B-B" order="1"/></extensionElements>';
const officers = (id: string): string => task(id, 'tk:candidateRoles="officer"');
const start = '<startEvent id="s"/>';
const LINE = bpmn('prisoner', `${start}${officers('look')}<endEvent id="e"/>${chain('s', 'look', 'e')}`);
const ROUND = bpmn(
  'prisoners',
  `${start}${task('chair', 'tk:candidateRoles="manager"', SIGNED)}<endEvent id="e"/>${chain('s', 'chair', 'e')}`,
  'tk:candidateStarterRoles="officer" tk:lines="prisoner"',
);
const { symbol: _unnumbered, ...unnumbered } = templateOf();
const TEMPLATE: DocumentTemplate = {
  ...unnumbered,
  document: 'list',
  title: 'Danh sách',
  landscape: true,
  body: [{ table: { each: 'roundLines', as: 'line', columns: [{ heading: 'Họ và tên', width: 1, text: '{{ line.values.name }}' }] } }],
  signatures: [{ field: 'chair', title: 'Chủ tịch Hội đồng' }],
};

test.serial.before(async () => {
  await deployed(office, ['prisoner.bpmn', LINE], ['prisoners.bpmn', ROUND]);
  const list = {
    key: 'list',
    name: { vi: 'Danh sách', en: 'List' },
    type: 'DS',
    recipients: [],
    citation: 'test',
    confidence: 'C',
  } as const;
  const documents = [{ ...list, template: JSON.parse(JSON.stringify(TEMPLATE)) as never }];
  await saveModuleDocuments(office.db, { module: 'lists', procedures: ['prisoners'], documents }, 'sysadmin', NOW);
  await office.db.pool.query("update unit set abbreviation = 'HN' where path = 'cuc.hanoi'");
});

test.serial('the chair signs the list with a row for each line, and it bears the day', async (t) => {
  const at = await started(office, 'prisoners');
  const lines = ['An', 'Bình', 'Cường'].map((name) => ({ variables: { name: `Phạm nhân ${name}` } }));
  await office.run<'importLines'>(OFFICER, { type: 'importLines', round: at.caseId, lines });
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  t.is((await office.sign(MANAGER, { ...at })).step?.status, 'ended');
  const [document] = await loadDocuments(office.db, at.caseId);
  const bytes = document && (await loadContent(office.db, at.caseId, document.sha256));
  if (!bytes) return t.fail('Expected the signed list to be kept.');
  t.is(readMade(bytes).tags.filter((tag) => tag === 'TR').length, 1 + lines.length);
  t.deepEqual([document.key, document.name], ['list', 'Danh sách']);
});

test.serial('a line without what the list says of it refuses the signing, and is named', async (t) => {
  const at = await started(office, 'prisoners');
  const variables: readonly Readonly<Record<string, string>>[] = [{ name: 'Phạm nhân An' }, { other: 'không tên' }];
  const lines = variables.map((one) => ({ variables: one }));
  await office.run<'importLines'>(OFFICER, { type: 'importLines', round: at.caseId, lines });
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  const error = await t.throwsAsync(async () => await office.begin(MANAGER, { ...at }), { code: 'documents.valueMissing' });
  t.like(error, { details: { place: '/body/0/table/columns/0/text#2' } });
});
