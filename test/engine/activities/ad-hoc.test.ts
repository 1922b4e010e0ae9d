import test from 'ava';
import { adHoc, after, boundary, many, start, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { startProcess } from '../start-process.ts';

const frame = (shape: Parameters<typeof adHoc>[2], flows: string[] = []) =>
  startProcess(
    start('go') +
      adHoc('sub', [userTask('a') + userTask('b') + userTask('c'), flows], shape) +
      boundary('late', 'sub', after('P1D')) +
      userTask('after') +
      userTask('r'),
    ['go -> sub', 'sub -> after', 'late -> r'],
  );
type Driver = Awaited<ReturnType<typeof frame>>;
const scopeOf = (driver: Driver): number => driver.find('sub').id;
const enable = (driver: Driver, node: string): void => driver.send({ type: 'enableActivity', scope: scopeOf(driver), node });
const finish = (driver: Driver): void => driver.send({ type: 'completeAdHoc', scope: scopeOf(driver) });

test('in an ad-hoc sub-process nothing runs until people choose it, as often as they choose (13.3.5)', async (t) => {
  const driver = await frame({});
  t.deepEqual(driver.tasks(), []);
  enable(driver, 'b');
  enable(driver, 'b');
  enable(driver, 'a');
  t.deepEqual(driver.tasks(), ['a', 'b', 'b']);
});

test('its completion condition is looked at whenever an activity is completed, and cuts off the rest (10.3.5.4)', async (t) => {
  const driver = await frame({ completion: 'enough = true' });
  enable(driver, 'a');
  enable(driver, 'b');
  driver.complete('a', { enough: false });
  t.deepEqual(driver.tasks(), ['b']);
  enable(driver, 'a');
  driver.complete('a', { enough: true });
  t.deepEqual(driver.tasks(), ['after']);
});

test('without cancelRemainingInstances the running activities are finished first (10.3.5.4)', async (t) => {
  const driver = await frame({ completion: 'enough = true', attrs: 'cancelRemainingInstances="false"' });
  enable(driver, 'a');
  enable(driver, 'b');
  driver.complete('a', { enough: true });
  t.deepEqual(driver.tasks(), ['b']);
  driver.complete('b');
  t.deepEqual(driver.tasks(), ['after']);
});

test('sequential ordering allows one activity at a time (10.3.5.4)', async (t) => {
  const driver = await frame({ attrs: 'ordering="Sequential"' });
  enable(driver, 'a');
  refuses(t, driver, 'adHocSequential', () => enable(driver, 'b'));
  driver.complete('a');
  enable(driver, 'b');
  t.deepEqual(driver.tasks(), ['b']);
});

test('a person ends it by command; activities that run are cut off only where the diagram allows it', async (t) => {
  const strict = await frame({ attrs: 'cancelRemainingInstances="false"' });
  enable(strict, 'a');
  refuses(t, strict, 'adHocRunning', () => finish(strict));
  strict.complete('a');
  finish(strict);
  t.deepEqual(strict.tasks(), ['after']);
  const loose = await frame({});
  enable(loose, 'a');
  finish(loose);
  t.deepEqual(loose.tasks(), ['after']);
});

test('only activities without incoming flow are chosen; what follows them comes by itself', async (t) => {
  const driver = await frame({}, ['a -> b']);
  refuses(t, driver, 'activityNotEnabled', () => enable(driver, 'b'));
  refuses(t, driver, 'activityNotEnabled', () => enable(driver, 'after'));
  enable(driver, 'a');
  driver.complete('a');
  t.deepEqual(driver.tasks(), ['b']);
});

test('only an ad-hoc sub-process takes these commands', async (t) => {
  const driver = await frame({});
  enable(driver, 'a');
  refuses(t, driver, 'notAdHoc', () => driver.send({ type: 'enableActivity', scope: driver.find('a').id, node: 'b' }));
  refuses(t, driver, 'notAdHoc', () => driver.send({ type: 'completeAdHoc', scope: 1 }));
  refuses(t, driver, 'instanceEnded', () => driver.send({ type: 'completeAdHoc', scope: 99 }));
});

test('a boundary event interrupts it', async (t) => {
  const driver = await frame({});
  enable(driver, 'a');
  driver.fire('late');
  t.deepEqual(driver.tasks(), ['r']);
});

test('a completion condition that fails is an incident beside it, and looked at again when that is resolved', async (t) => {
  const driver = await frame({ completion: 'count(for i in 1..n return i) = 2' });
  enable(driver, 'a');
  driver.complete('a', { n: 10 ** 9 });
  t.deepEqual([...driver.rows.incidents.values()], ['expressionFailed']);
  driver.resolve('sub', { n: 2 });
  t.deepEqual([driver.tasks(), driver.rows.incidents.size], [['after'], 0]);
});

test('each instance of a multi-instance ad-hoc sub-process is chosen from by itself, the activity as a whole is not', async (t) => {
  const driver = await frame({ inner: many({ cardinality: '2' }) });
  const [body = 0, one = 0, two = 0] = driver.state?.i.filter(([, node]) => node === 'sub').map(([id]) => id) ?? [];
  refuses(t, driver, 'notAdHoc', () => driver.send({ type: 'enableActivity', scope: body, node: 'a' }));
  refuses(t, driver, 'notAdHoc', () => driver.send({ type: 'completeAdHoc', scope: body }));
  driver.send({ type: 'enableActivity', scope: one, node: 'a' });
  driver.complete('a');
  driver.send({ type: 'completeAdHoc', scope: one });
  t.deepEqual(driver.tasks(), []);
  driver.send({ type: 'completeAdHoc', scope: two });
  t.deepEqual(driver.tasks(), ['after']);
});
