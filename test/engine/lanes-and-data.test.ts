import test from 'ava';
import { compileXml, driveCase } from './case-driver.ts';
import { definitions, end, process, start, userTask } from './elements.ts';

const LANES =
  '<laneSet id="lanes"><lane id="l1" name="Thư ký"><flowNodeRef>a</flowNodeRef></lane><lane id="l2" name="Thẩm phán"><flowNodeRef>b</flowNodeRef></lane></laneSet>';
const DATA =
  '<dataObject id="file" isCollection="true"/><dataObjectReference id="ref" name="Hồ sơ" dataObjectRef="file"><dataState id="st" name="sealed"/></dataObjectReference>';
const ARROWS =
  '<property id="ph" name="__targetRef_placeholder"/><dataInputAssociation id="in"><sourceRef>ref</sourceRef><targetRef>ph</targetRef></dataInputAssociation><dataOutputAssociation id="out"><targetRef>ref</targetRef></dataOutputAssociation>';

async function ran(more: string, inner = '') {
  const body = more + start('go') + userTask('a', { attrs: 'tk:candidateRoles="clerk"' }) + userTask('b', { inner }) + end('e');
  const driver = driveCase(await compileXml(definitions(process('p', body, ['go -> a', 'a -> b', 'b -> e']))));
  driver.start({ n: 1 });
  const opened = [driver.last.effects];
  driver.complete('a', { n: 2 });
  opened.push(driver.last.effects);
  driver.complete('b');
  return { opened, ended: driver.ended, variables: driver.variables };
}

test('a lane gives nobody a task: only what the task itself says does', async (t) => {
  t.deepEqual(await ran(LANES), await ran(''));
});

test('data objects and the arrows to them show what a step uses; its data are the variables (10.4.1)', async (t) => {
  t.deepEqual(await ran(DATA, ARROWS), await ran(''));
});
