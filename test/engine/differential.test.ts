/** The same diagrams and choices in bpmn-engine, where that engine is right: the same tasks are open, the same ends are reached. */
import { EventEmitter } from 'node:events';
import test from 'ava';
import { Engine } from 'bpmn-engine';
import fc from 'fast-check';
import { compileXml, driveCase } from './case-driver.ts';
import { drawPeer, peerBlock } from './peer-process.ts';

const RUNS = Math.min(Number(process.env['KERNEL_RUNS'] ?? 60), 400);

type Course = readonly string[];

/** Completes the open task that comes first by name, again and again; answers what was open each time, and the ends reached. */
async function ownCourse(xml: string, variables: Record<string, boolean>): Promise<Course> {
  const driver = driveCase(await compileXml(xml));
  driver.start(variables);
  const course: string[] = [];
  for (let open = driver.tasks(); open.length; open = driver.tasks()) {
    course.push(open.join(' '));
    driver.complete(open[0] ?? '');
  }
  if (driver.ended !== 'completed') throw new Error(`the case does not end: ${xml}`);
  const ends = Object.entries(driver.done).filter(([id]) => /^e\d/.test(id));
  return [
    ...course,
    ends
      .map(([id, times]) => `${id}*${times}`)
      .sort()
      .join(' '),
  ];
}

/** Undefined where the peer stands still though nothing is open: it forgets the end of some sub-processes with joins. */
async function peerCourse(xml: string, variables: Record<string, boolean>): Promise<Course | undefined> {
  const engine = new Engine({ name: 'peer', source: xml });
  const waiting = new Map<string, { signal(): void }>();
  const ends: Record<string, number> = {};
  const listener = new EventEmitter();
  listener.on('activity.wait', (api: { id: string; signal(): void }) => waiting.set(api.id, api));
  listener.on('activity.end', ({ id, type }: { id: string; type: string }) => {
    if (type === 'bpmn:EndEvent') ends[id] = (ends[id] ?? 0) + 1;
  });
  await engine.execute({ listener, variables });
  const course: string[] = [];
  while (waiting.size) {
    const open = [...waiting.keys()].sort();
    course.push(open.join(' '));
    const first = waiting.get(open[0] ?? '');
    waiting.delete(open[0] ?? '');
    first?.signal();
  }
  if (engine.state === 'running') return undefined;
  const reached = Object.entries(ends).map(([id, times]) => `${id}*${times}`);
  return [...course, reached.sort().join(' ')];
}

test('on random diagrams of choices, parallel branches and sub-processes the course is the same as in bpmn-engine', async (t) => {
  t.timeout(120_000);
  let tasks = 0;
  await fc.assert(
    fc.asyncProperty(peerBlock, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (block, choices) => {
      const own = drawPeer(block, (variable) => `${variable} = true`);
      const peer = drawPeer(block, (variable) => `\${environment.variables.${variable}}`);
      const variables = Object.fromEntries(own.variables.map((name, index) => [name, choices[index % choices.length] ?? false]));
      const course = await ownCourse(own.xml, variables);
      const expected = await peerCourse(peer.xml, variables);
      fc.pre(expected !== undefined);
      t.deepEqual(course, expected, own.xml);
      tasks += course.length - 1;
    }),
    { numRuns: RUNS },
  );
  t.true(tasks > RUNS, `only ${tasks} tasks were compared`);
});
