import test from 'ava';
import { compileXml, driveCase } from '../case-driver.ts';
import { definitions, end, message, process, receiveTask, start, thrown, userTask } from '../elements.ts';

const POOLS =
  process('sender', start('go') + thrown('send', message()) + end('e'), ['go -> send', 'send -> e']) +
  process('receiver', receiveTask('receive', undefined, {}) + userTask('read'), ['receive -> read']);

const collaboration = (flow: string): string =>
  `<collaboration id="c"><participant id="senderPool" processRef="sender"/><participant id="receiverPool" processRef="receiver"/><participant id="citizen" name="citizen"/><messageFlow id="flow" ${flow}/></collaboration>`;

async function sent(flow: string) {
  const models = await compileXml(definitions(POOLS, collaboration(flow)));
  const driver = driveCase(models);
  driver.start({}, { definition: 'sender' });
  return driver.thrown.find(({ type }) => type === 'messageThrown');
}

test('a message flow to an element names the process of the element as receiver (9.4)', async (t) => {
  t.like(await sent('sourceRef="send" targetRef="receive"'), { name: 'm', target: 'receiver' });
});

test('a message flow to a pool goes to the process of the pool', async (t) => {
  t.like(await sent('sourceRef="send" targetRef="receiverPool"'), { name: 'm', target: 'receiver' });
});

test('a message flow to a pool without a process goes to its name', async (t) => {
  t.like(await sent('sourceRef="send" targetRef="citizen"'), { name: 'm', target: 'citizen' });
});

test('a task without a message receives the one of its message flow', async (t) => {
  const models = await compileXml(definitions(POOLS, collaboration('sourceRef="send" targetRef="receive" messageRef="m2"')));
  const driver = driveCase(models);
  driver.start({}, { definition: 'receiver' });
  driver.message('m2');
  t.deepEqual(driver.tasks(), ['read']);
});
