import ava from 'ava';
import type { Json } from '../../expressions/json.ts';
import { installParameters, type NewParameter } from '../../store/repositories/parameters.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { startedCase } from '../store/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const AT = '2026-11-23T02:00:00.000Z';

const version = (key: string, more: Record<string, Json>): NewParameter => {
  const body: Record<string, Json> = {
    key,
    version: '1',
    kind: 'number',
    value: 1,
    citation: 'Điều 1',
    confidence: 'B',
    validFrom: '2020-01-01',
    ...more,
  };
  const {
    validFrom,
    validTo,
    confidence,
    version: named,
  } = body as { validFrom: string; validTo?: string; confidence: 'B'; version: string };
  const bounds = { validFrom, ...(validTo !== undefined && { validTo }) };
  return { key, version: named, body, ...bounds, citation: 'Điều 1', confidence, running: 'keep' };
};

test.before(async () => {
  const old = version('giam.limit', { validTo: '2026-07-01' });
  const now = version('giam.limit', { version: '2', value: 2, validFrom: '2026-07-01', settled: false, title: { vi: 'Mức', en: 'Limit' } });
  await installParameters(server.db, [old, now, version('hoan.limit', {})], 'test', AT);
  const proposal = version('giam.limit', { version: '3', value: 3, validFrom: '2030-01-01' });
  const effect = { type: 'transactional', node: 'propose', name: 'parameter.propose', input: { entry: proposal.body } } as const;
  await startedCase(server.db, { now: AT, effects: [effect] });
});

test('the register shows every key with its history, what is in force, and what is to be verified', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/law/parameters?prefix=giam.');
  t.is(body.items.length, 1);
  const [item] = body.items;
  t.like(item, { key: 'giam.limit', inForce: '2', toBeVerified: true, title: { vi: 'Mức' } });
  t.deepEqual(
    item.versions.map((one: { version: string; status: string; validTo?: string }) => [one.version, one.status, one.validTo]),
    [
      ['3', 'proposed', undefined],
      ['2', 'active', undefined],
      ['1', 'active', '2026-07-01'],
    ],
  );
});

test('the register comes page by page, in order of keys', async (t) => {
  const first = await server.as('lan')('GET', '/api/v1/law/parameters?limit=1');
  t.is(first.body.items[0].key, 'giam.limit');
  const second = await server.as('lan')('GET', `/api/v1/law/parameters?limit=1&cursor=${first.body.next}`);
  t.is(second.body.items[0].key, 'hoan.limit');
  t.is(second.body.next, undefined);
});

test('on another day another version was in force', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/law/parameters?key=giam.limit&day=2026-06-30');
  t.like(body.items[0], { inForce: '1', toBeVerified: false });
});

test('a day that is none is refused', async (t) => {
  t.is((await server.as('lan')('GET', '/api/v1/law/parameters?day=2026-02-30')).status, 400);
});

test('the decisions of a case are explained, to whoever may see the case', async (t) => {
  const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="http://trinh-ky.vn/test/served">
    <inputData id="i" name="years"><variable name="years"/></inputData>
    <decision id="served" name="served"><variable name="served"/><informationRequirement id="ir"><requiredInput href="#i"/></informationRequirement>
      <decisionTable id="t" hitPolicy="FIRST">
        <input id="c" label="Đã chấp hành (năm)"><inputExpression id="ce"><text>years</text></inputExpression></input><output id="o" name="result"/>
        <rule id="r1"><inputEntry><text>&gt;= 5</text></inputEntry><outputEntry><text>"ĐỦ"</text></outputEntry></rule>
        <rule id="r2"><inputEntry><text>-</text></inputEntry><outputEntry><text>"CHƯA"</text></outputEntry></rule>
      </decisionTable></decision></definitions>`;
  const rule = '<businessRuleTask id="rule" name="rule" tk:decision="served"/>';
  const steps = `<startEvent id="s"/>${rule}${task('w', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'rule', 'w', 'e')}`;
  const resources = [
    { name: 'd.dmn', content: dmn },
    { name: 'p.bpmn', content: bpmn('explained', steps) },
  ];
  t.is((await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'x', resources } })).status, 201);
  const lan = server.as('lan');
  const { body: begun } = await lan('POST', '/api/v1/cases', { body: { procedure: 'explained', variables: { years: 3 } } });
  const { status, body } = await lan('GET', `/api/v1/cases/${begun.caseId}/decisions`);
  t.is(status, 200);
  t.like(body.items[0], { node: 'rule', decision: 'served', output: 'CHƯA', reproduced: true });
  t.is(body.items[0].text[1].vi, 'Quy tắc 1 không áp dụng: “Đã chấp hành (năm)” là 3, điều kiện là >= 5, còn thiếu 2.');
  t.is((await server.as('hoa')('GET', `/api/v1/cases/${begun.caseId}/decisions`)).status, 404);
});
