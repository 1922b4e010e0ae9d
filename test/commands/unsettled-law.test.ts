/** UNDETERMINED: what nobody has verified is flagged with the decision, or refused until a jurist has confirmed it. */
import test from 'ava';
import { runCommand } from '../../commands/run-command.ts';
import { storedLaw } from '../../commands/loading/stored-law.ts';
import { replayCase } from '../../commands/replay-case.ts';
import type { Services } from '../../commands/contract.ts';
import { explainDecisions } from '../../commands/law/explain-decisions.ts';
import { deadlineOf } from '../../commands/tasks/deadline-view.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import type { Json } from '../../expressions/json.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { bpmn, chain, deployed, NOW, OFFICER, ONE_WORKING_DAY, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const dmn = (quarters: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:tk="urn:trinh-ky:bpmn:1" id="m" name="m" namespace="http://trinh-ky.vn/test/progress">
  <inputData id="i" name="years"><variable name="years"/></inputData>
  <decision id="progress" name="Tiến bộ"><variable name="progress"/>
    <informationRequirement id="ir"><requiredInput href="#i"/></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST">
      <input id="c" label="Mức án (năm)"><inputExpression id="ce"><text>years</text></inputExpression></input><output id="o" name="quarters"/>
      <rule id="long" tk:settled="false" tk:source="DMN G4 [memory]"><inputEntry><text>&gt; 15</text></inputEntry><outputEntry><text>${quarters}</text></outputEntry></rule>
      <rule id="short"><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;
const script = '<scriptTask id="days" name="days" tk:resultVariable="days"><script>parameter("memory.days").value</script></scriptTask>';

const strict = (): Services => ({ ...office.services, unsettledLaw: 'refuse', law: storedLaw(office.db) });
const start = async (services: Services, procedure: string, variables: Record<string, Json> = {}): Promise<string> =>
  (await runCommand(services, OFFICER, { type: 'startCase', procedure, variables })).caseId;
const variablesOf = async (caseId: string) => (await loadCase(office.db, caseId, { now: NOW }))?.variables['1'];

test.serial.before(async () => {
  await deployed(office, ['d.dmn', dmn(12)]);
  const rule = '<businessRuleTask id="rule" name="rule" tk:decision="progress" tk:resultVariable="needed"/>';
  const around = (procedure: string, element: string, id: string): string =>
    bpmn(
      procedure,
      `<startEvent id="s"/>${element}${task('w', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', id, 'w', 'e')}`,
    );
  await deployed(office, ['r.bpmn', around('ruled', rule, 'rule')]);
  await deployed(office, ['p.bpmn', around('counted', script, 'days')]);
  const clock = `<scriptTask id="ask" name="ask" tk:resultVariable="details"><script>deadline details("memory.term", "2026-11-23")</script></scriptTask>`;
  const late = `<boundaryEvent id="late" attachedToRef="w" cancelActivity="false"><timerEventDefinition tk:dueParameter="memory.term"/></boundaryEvent>
    <endEvent id="lateEnd"/>${chain('late', 'lateEnd')}`;
  const timed = `<startEvent id="s"/>${clock}${task('w', 'tk:candidateRoles="officer" tk:dueParameter="memory.term"')}${late}<endEvent id="e"/>`;
  await deployed(office, ['t.bpmn', bpmn('due', `${timed}${chain('s', 'ask', 'w', 'e')}`)]);
  await shipCalendar(office.services, readCalendar(vn));
  const term = { ...(ONE_WORKING_DAY as unknown as Record<string, Json>), key: 'memory.term', settled: false };
  const { key, version, validFrom, citation, confidence } = { ...ONE_WORKING_DAY, key: 'memory.term' };
  await installParameters(office.db, [{ key, version, body: term, validFrom, citation, confidence, running: 'keep' }], 'test', NOW);
  const standing = { key: 'memory.days', version: '1', citation: 'D.3 [memory]', confidence: 'C', validFrom: '2020-01-01' } as const;
  await installParameters(office.db, [{ ...standing, body: { ...standing, kind: 'number', value: 30 }, running: 'keep' }], 'test', NOW);
});

test.serial('where it is flagged, the rule decides, and the record and a variable say that it is to be verified', async (t) => {
  const caseId = await start(office.services, 'ruled', { years: 20 });
  const variables = await variablesOf(caseId);
  t.is(variables?.['needed'], 12);
  t.deepEqual(variables?.['neededUndetermined'], { undetermined: true, reasons: [{ rule: 'long', source: 'DMN G4 [memory]' }] });
  const { items } = await listHistory(office.db, caseId, { limit: 5 });
  const [explained] = await explainDecisions(office.services, items);
  t.like(explained, { node: 'rule', explanation: { reproduced: true, undetermined: [{ rule: 'long' }] } });
  t.true(explained?.explanation.text.some(({ vi }) => vi.startsWith('Cần xác minh')));
});

test.serial('a settled rule of the same table is not flagged', async (t) => {
  const variables = await variablesOf(await start(office.services, 'ruled', { years: 2 }));
  t.is(variables?.['needed'], 1);
  t.is(variables?.['neededUndetermined'], undefined);
});

test.serial('where it is refused, the element stops with an incident that names rule, source and fingerprint', async (t) => {
  const error = await t.throwsAsync(async () => await start(strict(), 'ruled', { years: 20 }));
  t.regex(error?.message ?? '', /UNDETERMINED.*'long' \(DMN G4 \[memory\]; fingerprint [0-9a-f]{64}\)/);
  const caseId = await start(strict(), 'ruled', { years: 2 });
  t.is((await variablesOf(caseId))?.['needed'], 1);
});

test.serial('an unsettled parameter is refused as well, and flagged elsewhere', async (t) => {
  const error = await t.throwsAsync(async () => await start(strict(), 'counted'));
  t.regex(error?.message ?? '', /UNDETERMINED.*'memory\.days' \(D\.3 \[memory\]\)/);
  t.is((await variablesOf(await start(office.services, 'counted')))?.['days'], 30);
});

test.serial(
  'a deadline is counted in both, and says with the task, its timer, the step and its explanation that it is to be verified',
  async (t) => {
    for (const services of [office.services, strict()]) {
      const caseId = await start(services, 'due');
      const stored = await loadCase(office.db, caseId, { now: NOW });
      const [review] = stored?.tasks ?? [];
      t.like(review?.due, { parameter: 'memory.term', settled: false });
      t.like(review && deadlineOf(review, { now: NOW, share: 1 }), { unsettled: true });
      t.regex(review?.due?.explanation?.vi ?? '', /Cần xác minh: thời hạn này chưa được cán bộ pháp chế thẩm định\.$/);
      const { rows } = await office.db.pool.query<{ due: Json }>('select due from timer where case_id = $1', [caseId]);
      t.like(rows[0]?.due, { parameter: 'memory.term', settled: false });
      t.like((await variablesOf(caseId))?.['details'], { settled: false });
      const { items } = await listHistory(office.db, caseId, { limit: 1 });
      const { deadlines = [] } = (items[0]?.resolved ?? {}) as { deadlines?: [unknown, { settled: boolean }][] };
      t.true(deadlines.length >= 2 && deadlines.every(([, { settled }]) => !settled));
    }
  },
);

test.serial(
  'confirmed, the rule decides; another text of the rule has to be confirmed anew; replays know what was confirmed then',
  async (t) => {
    const refused = await t.throwsAsync(async () => await start(strict(), 'ruled', { years: 20 }));
    const fingerprint = /fingerprint ([0-9a-f]{64})/.exec(refused?.message ?? '')?.[1] ?? '';
    await office.db.pool.query(
      `insert into law_confirmation (decision, rule, fingerprint, citation, confirmed_by, confirmed_at) values ('progress', 'long', $1, 'NQ 03/2024 Đ5', 'jurist', now())`,
      [fingerprint],
    );
    const caseId = await start(strict(), 'ruled', { years: 20 });
    t.is((await variablesOf(caseId))?.['needed'], 12);
    t.is((await variablesOf(caseId))?.['neededUndetermined'], undefined);
    await deployed(office, ['d.dmn', dmn(16)]);
    await t.throwsAsync(async () => await start(strict(), 'ruled', { years: 20 }), { message: /UNDETERMINED/ });
    await office.db.pool.query('delete from law_confirmation');
    const stored = await loadCase(office.db, caseId, { now: NOW });
    t.is(JSON.stringify((await replayCase(strict(), caseId))?.variables), JSON.stringify(stored?.variables));
  },
);
