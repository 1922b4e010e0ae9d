/** What the lists of a round say of its lines: what is asked for, in the order of the round, and nothing that a form calls sensitive. */
import test from 'ava';
import { roundLines } from '../../commands/signing/pages/round-lines.ts';
import { templateOf } from '../documents/samples/office.ts';
import { bpmn, chain, deployed, MANAGER, OFFICER, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);

const LINE = bpmn(
  'file',
  `<startEvent id="start" tk:form="file-form"/>${task('look', 'tk:candidateRoles="officer"')}
  <serviceTask id="tell" name="tell" tk:effect="line.report"><extensionElements><tk:ioMapping>
    <tk:input source="&quot;council&quot;" target="gate"/><tk:input source="&quot;propose&quot;" target="result"/>
  </tk:ioMapping></extensionElements></serviceTask>${task('wait', 'tk:candidateRoles="officer"')}<endEvent id="end"/>
  ${chain('start', 'look', 'tell', 'wait', 'end')}`,
  'tk:candidateStarterRoles="officer"',
);
const ROUND = bpmn(
  'files',
  `<startEvent id="start"/>${task('list', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'list', 'end')}`,
  'tk:candidateStarterRoles="officer" tk:lines="file"',
);
const field = (key: string, confidentiality: string) => ({ type: 'textfield', key, label: key, properties: { confidentiality } });
const FORM = {
  id: 'file-form',
  type: 'default',
  components: [
    { type: 'group', label: 'Người', path: 'person', components: [field('name', 'personal'), field('illness', 'sensitive')] },
    field('other', 'internal'),
  ],
};
const LIST = templateOf({
  body: [{ items: { each: 'roundLines', as: 'line', text: '{{ line.values.person.name }}, {{ line.values.person.illness }}' } }],
});

test.serial.before(async () => {
  await deployed(office, ['file.bpmn', LINE], ['files.bpmn', ROUND], ['file.form', JSON.stringify(FORM)]);
});

async function roundOf(names: readonly string[]): Promise<{ readonly round: string; readonly lines: readonly string[] }> {
  const { caseId: round } = await started(office, 'files');
  const rows = names.map((name) => ({ variables: { person: { name, illness: `bệnh của ${name}` }, other: 'không hỏi đến' } }));
  const { items } = await office.run<'importLines'>(OFFICER, { type: 'importLines', round, lines: rows });
  return { round, lines: items.map((item) => (item.ok ? item.outcome.caseId : JSON.stringify(item))) };
}

test.serial(
  'lines come in the order in which they joined, with what they have reported and the variables that are asked for',
  async (t) => {
    const { round, lines } = await roundOf(['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cường']);
    const second = { caseId: lines[1] ?? '', instance: 2 };
    await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...second });
    await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...second });
    const found = (await roundLines(office.services, LIST, round)) ?? [];
    t.deepEqual(
      found.map(({ state, gates, result, values }) => [
        (values['person'] as { name: string }).name,
        state,
        gates,
        result,
        Object.keys(values),
      ]),
      [
        ['Nguyễn Văn An', 'active', [], null, ['person']],
        ['Trần Thị Bình', 'active', ['council'], 'propose', ['person']],
        ['Lê Văn Cường', 'active', [], null, ['person']],
      ],
    );
  },
);

test.serial('what a form of the line calls sensitive is masked on the list of the round', async (t) => {
  const { round } = await roundOf(['Phạm Thị Dung']);
  const [line] = (await roundLines(office.services, LIST, round)) ?? [];
  t.deepEqual(line?.values['person'], { name: 'Phạm Thị Dung', illness: '•••' });
});

test.serial('a line that has ended is on the list of its round still', async (t) => {
  const { round, lines } = await roundOf(['Vũ Văn Em', 'Đỗ Thị Giang']);
  await office.run<'cancelCase'>(MANAGER, { type: 'cancelCase', caseId: lines[0] ?? '', reason: 'rút' });
  const found = (await roundLines(office.services, LIST, round)) ?? [];
  t.deepEqual(
    found.map(({ state, values }) => [(values['person'] as { name: string }).name, state]),
    [
      ['Vũ Văn Em', 'ended'],
      ['Đỗ Thị Giang', 'active'],
    ],
  );
});

test.serial('more lines than are read at once are all there', async (t) => {
  const names = Array.from({ length: 230 }, (_, at) => `Phạm nhân thứ ${at + 1}`);
  const { round } = await roundOf(names);
  const found = (await roundLines(office.services, LIST, round)) ?? [];
  t.deepEqual(
    found.map(({ values }) => (values['person'] as { name: string }).name),
    names,
  );
});

test.serial('a case that is no round has no lines, and a template without a list reads none', async (t) => {
  const { round, lines } = await roundOf(['Bùi Văn Hải']);
  t.is(await roundLines(office.services, LIST, lines[0] ?? ''), undefined);
  t.is(await roundLines(office.services, templateOf(), round), undefined);
});
