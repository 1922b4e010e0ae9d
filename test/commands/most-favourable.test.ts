/** The most favourable law (BLHS Điều 7 k3): all versions from the offence to now decide, the task's order chooses, the record says why. */
import test from 'ava';
import { replayCase } from '../../commands/replay-case.ts';
import type { Json } from '../../expressions/json.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { ANALYST, bpmn, chain, deployed, NOW, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const dmn = (key: string, outcome: string, from: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:tk="urn:trinh-ky:bpmn:1" tk:validFrom="${from}" id="m-${key}" name="m" namespace="http://trinh-ky.vn/test/${key}">
  <decision id="${key}" name="Mức"><variable name="${key}"/><literalExpression id="le"><text>${outcome}</text></literalExpression></decision>
</definitions>`;
const ruled = (procedure: string, key: string, attributes: string): string =>
  bpmn(
    procedure,
    `<startEvent id="start"/><businessRuleTask id="rule" name="rule" tk:decision="${key}" tk:resultVariable="answer" tk:decisionAsOf="mostFavourable" ${attributes}/>
    ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'rule', 'after', 'end')}`,
  );
const offence = (day: string): Record<string, Json> => ({ offenceDate: { $type: 'date', value: day } });

test.serial.before(async () => {
  for (const [outcome, from] of [
    ['{ served: 12, most: 3 }', '2000-01-01'],
    ['{ served: 8, most: 3 }', '2018-01-01'],
    ['{ served: 10, most: 3 }', '2025-07-01'],
    ['{ served: 1, most: 9 }', '2099-01-01'],
  ] as const)
    await deployed(office, ['d.dmn', dmn('served', outcome, from)]);
  await deployed(office, ['p.bpmn', ruled('one', 'served', 'tk:favourable="0 - result.served"')]);
  for (const [outcome, from] of [
    ['{ served: 12, most: 3 }', '2000-01-01'],
    ['{ served: 8, most: 2 }', '2018-01-01'],
  ] as const)
    await deployed(office, ['d.dmn', dmn('pair', outcome, from)]);
  await deployed(office, ['p.bpmn', ruled('two', 'pair', 'tk:favourable="[0 - result.served, result.most]"')]);
  await deployed(office, ['p.bpmn', ruled('none', 'pair', 'tk:favourable="result.nothing"')]);
});

const answerOf = async (caseId: string): Promise<Json | undefined> =>
  (await loadCase(office.db, caseId, { now: NOW }))?.variables['1']?.['answer'];

test.serial('a law that was in force for a while in between may be the most favourable', async (t) => {
  const { caseId } = await started(office, 'one', offence('2010-05-01'));
  t.deepEqual(await answerOf(caseId), { served: 8, most: 3 });
  const [first] = (await listHistory(office.db, caseId, { limit: 1 })).items;
  const entry = first?.trace.find((one) => one[0] === 'd');
  t.like(entry?.[2], {
    version: '2',
    favourable: [
      { asOf: '2010-05-01', version: '1', rank: [-12] },
      { asOf: '2018-01-01', version: '2', rank: [-8], chosen: true },
      { asOf: '2025-07-01', version: '3', rank: [-10] },
    ],
  });
  t.like(first?.resolved, { decisionDates: [[{ since: '2010-05-01' }, ['2010-05-01', '2018-01-01', '2025-07-01']]] });
});

test.serial('laws that ended before the offence do not count', async (t) => {
  const { caseId } = await started(office, 'one', offence('2025-12-01'));
  t.deepEqual(await answerOf(caseId), { served: 10, most: 3 });
});

test.serial('outcomes that are each better in something cannot be compared: the start says which', async (t) => {
  const error = await t.throwsAsync(async () => await started(office, 'two', offence('2010-05-01')));
  t.regex(error?.message ?? '', /version 1 \(law of 2010-05-01: -12, 3\) and version 2 \(law of 2018-01-01: -8, 2\) cannot be compared/);
  const { caseId } = await started(office, 'two', offence('2019-05-01'));
  t.deepEqual(await answerOf(caseId), { served: 8, most: 2 });
});

test.serial('an order that gives no number stops the element', async (t) => {
  const error = await t.throwsAsync(async () => await started(office, 'none', offence('2019-05-01')));
  t.regex(error?.message ?? '', /rank the outcome of version 2 of 'pair' by numbers, but it gives null/);
});

test.serial('a case that does not know the day of the offence is stopped', async (t) => {
  const error = await t.throwsAsync(async () => await started(office, 'one', {}));
  t.regex(error?.message ?? '', /offenceDate/);
});

test.serial('a replay compares the versions of then', async (t) => {
  const { caseId } = await started(office, 'one', offence('2010-05-01'));
  const before = await loadCase(office.db, caseId, { now: NOW });
  await deployed(office, ['d.dmn', dmn('served', '{ served: 2, most: 3 }', '2020-01-01')]);
  const replayed = await replayCase(office.services, caseId);
  t.is(JSON.stringify(replayed?.variables), JSON.stringify(before?.variables));
});

test.serial('without an order, or bound to one version, it cannot be deployed', async (t) => {
  const problems = async (attributes: string): Promise<readonly string[]> => {
    const resources = [{ name: 'p.bpmn', content: ruled('bad', 'served', attributes) }];
    const error = await t.throwsAsync(async () => await office.run<'deploy'>(ANALYST, { type: 'deploy', name: 'x', resources }));
    return (error as unknown as { problems: readonly { code: string }[] }).problems.map(({ code }) => code);
  };
  t.true((await problems('')).includes('favourableMissing'));
  t.true((await problems('tk:favourable="1" tk:decisionBinding="deployment"')).includes('favourableBinding'));
});
