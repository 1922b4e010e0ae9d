import test from 'ava';
import type { CommandOf, DeploymentProblem } from '../../commands/contract.ts';
import type { Rejection } from '../../errors.ts';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { loadLatestDefinition } from '../../store/repositories/definitions.ts';
import { ANALYST, approval, bpmn, chain, MANAGER, OFFICER, refusal, SYSADMIN, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const deployment = (...resources: (readonly [string, string])[]): CommandOf<'deploy'> => ({
  type: 'deploy',
  name: 'thử',
  resources: resources.map(([name, content]) => ({ name, content })),
});
async function problemsOf(...resources: (readonly [string, string])[]): Promise<readonly DeploymentProblem[]> {
  try {
    await office.run<'deploy'>(ANALYST, deployment(...resources));
  } catch (error) {
    return (error as Rejection).problems as readonly DeploymentProblem[];
  }
  throw new Error('Expected the deployment to be refused.');
}

const DMN = (id: string, extra = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}_model" name="m" namespace="http://trinh-ky.vn/test/${id}" ${extra}>
  <inputData id="months" name="months"><variable name="months"/></inputData>
  <decision id="${id}" name="Mức">
    <variable name="level"/>
    <informationRequirement id="ir_${id}"><requiredInput href="#months"/></informationRequirement>
    <literalExpression id="le_${id}"><text>if months &gt; 6 then "high" else "low"</text></literalExpression>
  </decision>
</definitions>`;

test('diagrams, decisions and forms are deployed together, each a definition of its own', async (t) => {
  const outcome = await office.run<'deploy'>(
    ANALYST,
    deployment(
      ['a.bpmn', approval('together')],
      ['d.dmn', DMN('level')],
      ['f.form', JSON.stringify({ id: 'f', type: 'default', components: [] })],
    ),
  );
  t.deepEqual(
    outcome.definitions.map(({ kind, key, version, isNew, resource }) => [kind, key, version, isNew, resource]),
    [
      ['bpmn', 'together', 1, true, 'a.bpmn'],
      ['dmn', 'level', 1, true, 'd.dmn'],
      ['form', 'f', 1, true, 'f.form'],
    ],
  );
  t.like(await loadLatestDefinition(office.db, 'bpmn', 'together'), { starterRoles: ['officer'], version: 1 });
});

test('the same content is the same version; another content is the next, and the latest at once', async (t) => {
  const file = ['a.bpmn', approval('versions')] as const;
  const first = await office.run<'deploy'>(ANALYST, deployment(file));
  const again = await office.run<'deploy'>(ANALYST, deployment(file));
  t.like(again.definitions[0], { id: first.definitions[0]?.id, version: 1, isNew: false });
  const next = await office.run<'deploy'>(ANALYST, deployment([file[0], file[1].replace('name="review"', 'name="Xét duyệt"')]));
  t.like(next.definitions[0], { version: 2, isNew: true });
  const { definition } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'versions', variables: { subject: 'A' } });
  t.is(next.definitions[0]?.id, definition);
});

test('only who edits procedures deploys them', async (t) => {
  const file = ['a.bpmn', approval('rights')] as const;
  for (const actor of [OFFICER, MANAGER, SYSADMIN]) t.regex(await refusal(office.run<'deploy'>(actor, deployment(file))), /^forbidden/);
  t.is((await office.run<'deploy'>(INSTALLER_ACTOR, deployment(file))).definitions.length, 1);
});

test('a dry run reports and writes nothing', async (t) => {
  const outcome = await office.run<'deploy'>(ANALYST, { ...deployment(['a.bpmn', approval('dry')]), dryRun: true });
  t.like(outcome.definitions[0], { kind: 'bpmn', key: 'dry' });
  t.is(outcome.deploymentId, undefined);
  t.is(await loadLatestDefinition(office.db, 'bpmn', 'dry'), undefined);
});

test('one wrong file refuses all, and every fault names its element, in two languages, with a remedy', async (t) => {
  const broken = bpmn('broken', `<startEvent id="start"/>${task('draft')}<endEvent id="end"/>${chain('start', 'draft')}`).replace(
    '<endEvent id="end"/>',
    '<endEvent id="end"/><sequenceFlow id="bad" sourceRef="draft" targetRef="end"><conditionExpression>=1 +</conditionExpression></sequenceFlow>',
  );
  const problems = await problemsOf(
    ['ok.bpmn', approval('fine')],
    ['broken.bpmn', broken],
    ['d.dmn', DMN('lost').replace('months &gt; 6', 'months &gt;')],
    ['f.form', '{"id": "f2", "components": [{"type": "what"}]}'],
    ['g.form', 'no json'],
    ['readme.txt', 'hello'],
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  t.deepEqual([...new Set(errors.map(({ resource }) => resource))], ['broken.bpmn', 'd.dmn', 'f.form', 'g.form', 'readme.txt']);
  t.true(errors.some(({ path, code }) => path === 'bad' && code === 'expressionSyntax'));
  for (const { text, code } of errors) {
    t.not(text.vi, '', code);
    t.not(text.en, '', code);
    t.regex(text.vi, /[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]/i, `${code}: ${text.vi}`);
    t.false(/\{\w+\}/.test(text.vi + text.en), code);
  }
  t.is(await loadLatestDefinition(office.db, 'bpmn', 'fine'), undefined);
});

test('an unsafe file is refused before it is read', async (t) => {
  const [problem] = await problemsOf(['x.bpmn', `<!DOCTYPE a [<!ENTITY b "c">]>${approval('unsafe')}`]);
  t.like(problem, { code: 'xmlDtd', severity: 'error' });
  const [notBpmn] = await problemsOf(['x.bpmn', '<html/>']);
  t.is(notBpmn?.severity, 'error');
});

test('what a diagram names and nobody has deployed is told as a warning', async (t) => {
  const outcome = await office.run<'deploy'>(
    ANALYST,
    deployment([
      'w.bpmn',
      bpmn(
        'warned',
        `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer" tk:form="no-form" tk:dueParameter="no.term"')}
        <businessRuleTask id="rule" name="rule" tk:decision="no-decision"/><callActivity id="call" name="call" calledElement="no-process"/>
        <endEvent id="end"/>${chain('start', 'draft', 'rule', 'call', 'end')}`,
      ),
    ]),
  );
  const codes = outcome.warnings.map(({ code }) => code);
  for (const code of ['formUnknown', 'parameterUnknown', 'decisionUnknown', 'calledProcessUnknown']) t.true(codes.includes(code), code);
});

test('what cannot be executed as it says is refused: the most favourable law, a start that needs variables', async (t) => {
  const favourable = bpmn(
    'favourable',
    `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer" tk:dueParameter="t" tk:asOf="mostFavourable"')}<endEvent id="end"/>
    ${chain('start', 'draft', 'end')}`,
  );
  t.true((await problemsOf(['f.bpmn', favourable])).some(({ code, path }) => code === 'mostFavourableUnsupported' && path === 'draft'));
});

test("another vendor's attributes are mapped, and the report says how", async (t) => {
  const camunda = approval('camunda')
    .replace('xmlns:tk=', 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:tk=')
    .replace(
      '<userTask id="draft" name="draft" tk:candidateRoles="officer">',
      '<userTask id="draft" name="draft" camunda:candidateGroups="officer">',
    );
  const outcome = await office.run<'deploy'>(ANALYST, deployment(['c.bpmn', camunda]));
  t.true(
    outcome.mapping.some(
      ({ source, target, element }) => source === 'camunda:candidateGroups' && target === 'tk:candidateRoles' && element === 'draft',
    ),
  );
  const started = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'camunda', variables: { subject: 'A' } });
  t.is(started.opened[0]?.node, 'draft');
});

test('the same key in two files is refused', async (t) => {
  const problems = await problemsOf(['a.bpmn', approval('twice')], ['b.bpmn', approval('twice')]);
  t.true(problems.some(({ code, resource }) => code === 'keyTwice' && resource === 'b.bpmn'));
});

test('no file, or too many, is refused', async (t) => {
  t.is(await refusal(office.run<'deploy'>(ANALYST, deployment())), 'validation resourcesRequired');
  t.is(
    await refusal(office.run<'deploy'>(ANALYST, deployment(...Array.from({ length: 101 }, (_, i) => [`${i}.form`, '{}'] as const)))),
    'validation resourcesRequired',
  );
});
