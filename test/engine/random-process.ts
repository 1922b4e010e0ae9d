/** Random sound diagrams: blocks nested in blocks, drawn as flat BPMN with gateways, so that a correct engine always finishes them. */
import fc from 'fast-check';
import { DEFINITIONS, flowXml } from './process-xml.ts';

export type Block =
  | { kind: 'task' | 'pass' | 'job' | 'script' | 'timer' | 'message' | 'signalThrow' | 'callee' }
  | { kind: 'sequence'; parts: Block[] }
  | { kind: 'xor' | 'or' | 'and' | 'events'; parts: Block[] }
  | { kind: 'loop'; body: Block }
  | {
      kind: 'sub';
      body: Block;
      boundary: 'none' | 'timer' | 'message' | 'signal' | 'cycle';
      interrupting: boolean;
      handler: 'none' | 'message' | 'timer';
    }
  | { kind: 'many'; body: Block; sequential: boolean; cardinality: number }
  | { kind: 'guarded'; boundary: 'timer' | 'message' | 'cycle'; interrupting: boolean };

const leaf = fc.constantFrom<Block>(
  { kind: 'task' },
  { kind: 'task' },
  { kind: 'pass' },
  { kind: 'job' },
  { kind: 'script' },
  { kind: 'timer' },
  { kind: 'message' },
  { kind: 'signalThrow' },
  { kind: 'callee' },
);

export const randomBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ kind: fc.constant('sequence' as const), parts: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      kind: fc.constantFrom('xor' as const, 'or' as const, 'and' as const),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('events' as const), parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('loop' as const), body: tie('block') }),
    fc.record({
      kind: fc.constant('sub' as const),
      body: tie('block'),
      boundary: fc.constantFrom('none' as const, 'timer' as const, 'message' as const, 'signal' as const, 'cycle' as const),
      interrupting: fc.boolean(),
      handler: fc.constantFrom('none' as const, 'message' as const, 'timer' as const),
    }),
    fc.record({
      kind: fc.constant('many' as const),
      body: tie('block'),
      sequential: fc.boolean(),
      cardinality: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({
      kind: fc.constant('guarded' as const),
      boundary: fc.constantFrom('timer' as const, 'message' as const, 'cycle' as const),
      interrupting: fc.boolean(),
    }),
  ),
})).block;

/** A later version of the same diagram: elements keep their ids, gateways and events may change their kind, something may follow. */
export function laterVersion(block: Block, picks: readonly number[], tail: Block): Block {
  let at = 0;
  const pick = (most: number): number => (picks[at++ % picks.length] ?? 0) % most;
  const change = (part: Block): Block => {
    switch (part.kind) {
      case 'xor':
      case 'or':
      case 'and':
        return { kind: pick(3) ? part.kind : ((['xor', 'or', 'and'] as const)[pick(3)] ?? part.kind), parts: part.parts.map(change) };
      case 'sequence':
      case 'events':
        return { ...part, parts: part.parts.map(change) };
      case 'loop':
      case 'many':
        return { ...part, body: change(part.body) };
      case 'sub':
        return { ...part, body: change(part.body), interrupting: pick(2) ? part.interrupting : !part.interrupting };
      case 'guarded':
        return { ...part, boundary: pick(2) ? part.boundary : 'message' };
      default:
        return part;
    }
  };
  return { kind: 'sequence', parts: [change(block), ...(pick(2) ? [tail] : [])] };
}

interface Drawing {
  readonly elements: string[];
  readonly flows: string[];
  readonly roots: Set<string>;
  readonly counter: { next: number };
}

/** Conditions read the variables c0 to c4. */
export function drawProcess(block: Block, key = 'p'): string {
  const drawing: Drawing = { elements: [], flows: [], roots: new Set(), counter: { next: 1 } };
  const inner = scope(block, drawing);
  const callee = `<process id="callee" isExecutable="true"><startEvent id="cs"/><userTask id="ct"/><endEvent id="ce"/>${flowXml('cs -> ct', 'cf1')}${flowXml('ct -> ce', 'cf2')}</process>`;
  return `${DEFINITIONS}${[...drawing.roots].join('')}<process id="${key}" isExecutable="true">${inner}</process>${callee}</definitions>`;
}

function scope(block: Block, parent: Drawing): string {
  const drawing: Drawing = { ...parent, elements: [], flows: [] };
  const start = element(drawing, 's', (id) => `<startEvent id="${id}"/>`);
  const end = element(drawing, 'e', (id) => `<endEvent id="${id}"/>`);
  const [first, last] = draw(block, drawing);
  connect(drawing, start, first);
  connect(drawing, last, end);
  return drawing.elements.join('') + drawing.flows.join('');
}

function id(drawing: Drawing, prefix: string): string {
  return `${prefix}${drawing.counter.next++}`;
}

function element(drawing: Drawing, prefix: string, xml: (id: string) => string): string {
  const name = id(drawing, prefix);
  drawing.elements.push(xml(name));
  return name;
}

function connect(drawing: Drawing, from: string, to: string, condition?: string, flowId = id(drawing, 'f')): string {
  drawing.flows.push(flowXml(`${from} -> ${to}${condition === undefined ? '' : ` : ${condition}`}`, flowId));
  return flowId;
}

/** Answers the first and the last element of the block. */
function draw(block: Block, d: Drawing): [string, string] {
  switch (block.kind) {
    case 'task':
      return one(d, 'ut', (n) => `<userTask id="${n}"/>`);
    case 'pass':
      return one(d, 'pt', (n) => `<task id="${n}"/>`);
    case 'job':
      return one(d, 'jt', (n) => `<serviceTask id="${n}" tk:topic="work"/>`);
    case 'script':
      return one(
        d,
        'st',
        (n) => `<scriptTask id="${n}" tk:resultVariable="count"><script>if count = null then 1 else count + 1</script></scriptTask>`,
      );
    case 'timer':
      return one(d, 'ct', (n) => `<intermediateCatchEvent id="${n}">${timer('P1D')}</intermediateCatchEvent>`);
    case 'message':
      return one(d, 'cm', (n) => `<intermediateCatchEvent id="${n}">${message(d)}</intermediateCatchEvent>`);
    case 'signalThrow':
      return one(d, 'ts', (n) => `<intermediateThrowEvent id="${n}">${signal(d)}</intermediateThrowEvent>`);
    case 'callee':
      return one(d, 'ca', (n) => `<callActivity id="${n}" calledElement="callee"/>`);
    case 'sequence': {
      const parts = block.parts.map((part) => draw(part, d));
      parts.slice(1).forEach(([first], index) => connect(d, parts[index]?.[1] ?? '', first));
      return [parts[0]?.[0] ?? '', parts.at(-1)?.[1] ?? ''];
    }
    case 'and':
      return split(d, block.parts, 'parallelGateway');
    case 'xor':
      return split(d, block.parts, 'exclusiveGateway');
    case 'or':
      return split(d, block.parts, 'inclusiveGateway');
    case 'events':
      return eventSplit(d, block.parts);
    case 'loop':
      return loop(d, block.body);
    case 'sub':
      return subProcess(d, block);
    case 'many':
      return one(
        d,
        'mi',
        (n) =>
          `<subProcess id="${n}">${scope(block.body, d)}<multiInstanceLoopCharacteristics isSequential="${block.sequential}"><loopCardinality>${block.cardinality}</loopCardinality></multiInstanceLoopCharacteristics></subProcess>`,
      );
    case 'guarded':
      return boundary(d, one(d, 'ut', (n) => `<userTask id="${n}"/>`)[0], block.boundary, block.interrupting);
  }
}

function one(d: Drawing, prefix: string, xml: (id: string) => string): [string, string] {
  const name = element(d, prefix, xml);
  return [name, name];
}

function timer(duration: string): string {
  return duration.startsWith('R')
    ? `<timerEventDefinition><timeCycle>${duration}</timeCycle></timerEventDefinition>`
    : `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
}

function message(d: Drawing): string {
  d.roots.add('<message id="m" name="m"/>');
  return '<messageEventDefinition messageRef="m"/>';
}

function signal(d: Drawing): string {
  d.roots.add('<signal id="sig" name="sig"/>');
  return '<signalEventDefinition signalRef="sig"/>';
}

function split(d: Drawing, parts: Block[], type: 'parallelGateway' | 'exclusiveGateway' | 'inclusiveGateway'): [string, string] {
  const fork = id(d, 'g');
  const fallback = id(d, 'f');
  d.elements.push(`<${type} id="${fork}"${type === 'parallelGateway' ? '' : ` default="${fallback}"`}/>`);
  const join = `${fork}join`;
  d.elements.push(`<${type} id="${join}"/>`);
  parts.forEach((part, index) => {
    const [first, last] = draw(part, d);
    const isDefault = index === parts.length - 1;
    if (type === 'parallelGateway') connect(d, fork, first);
    else if (isDefault) connect(d, fork, first, undefined, fallback);
    else connect(d, fork, first, `c${index} = true`);
    connect(d, last, join);
  });
  return [fork, join];
}

function eventSplit(d: Drawing, parts: Block[]): [string, string] {
  const fork = element(d, 'eg', (n) => `<eventBasedGateway id="${n}"/>`);
  const join = element(d, 'g', (n) => `<exclusiveGateway id="${n}"/>`);
  parts.forEach((part, index) => {
    const [caught] = one(
      d,
      'ev',
      (n) => `<intermediateCatchEvent id="${n}">${index === 0 ? timer('PT1H') : message(d)}</intermediateCatchEvent>`,
    );
    const [first, last] = draw(part, d);
    connect(d, fork, caught);
    connect(d, caught, first);
    connect(d, last, join);
  });
  return [fork, join];
}

function loop(d: Drawing, body: Block): [string, string] {
  const head = element(d, 'g', (n) => `<exclusiveGateway id="${n}"/>`);
  const again = id(d, 'f');
  const exit = id(d, 'f');
  const tail = element(d, 'g', (n) => `<exclusiveGateway id="${n}" default="${exit}"/>`);
  const rounds = element(
    d,
    'st',
    (n) => `<scriptTask id="${n}" tk:resultVariable="rounds"><script>if rounds = null then 1 else rounds + 1</script></scriptTask>`,
  );
  const after = element(d, 'g', (n) => `<exclusiveGateway id="${n}"/>`);
  const [first, last] = draw(body, d);
  connect(d, head, first);
  connect(d, last, rounds);
  connect(d, rounds, tail);
  connect(d, tail, head, 'rounds &lt; 3 and c4 = true'.replace('&lt;', '<'), again);
  connect(d, tail, after, undefined, exit);
  return [head, after];
}

function subProcess(d: Drawing, block: Extract<Block, { kind: 'sub' }>): [string, string] {
  const [host] = one(d, 'sp', (n) => `<subProcess id="${n}">${scope(block.body, d)}${eventSubProcess(d, block.handler)}</subProcess>`);
  return block.boundary === 'none' ? [host, host] : boundary(d, host, block.boundary, block.interrupting);
}

function eventSubProcess(d: Drawing, handler: 'none' | 'message' | 'timer'): string {
  if (handler === 'none') return '';
  const [start, task, end] = [id(d, 'es'), id(d, 'ut'), id(d, 'e')];
  const trigger = handler === 'message' ? message(d) : timer('P2D');
  return `<subProcess id="${id(d, 'ep')}" triggeredByEvent="true"><startEvent id="${start}" isInterrupting="${handler === 'timer'}">${trigger}</startEvent><userTask id="${task}"/><endEvent id="${end}"/>${flowXml(`${start} -> ${task}`, id(d, 'f'))}${flowXml(`${task} -> ${end}`, id(d, 'f'))}</subProcess>`;
}

/** An interrupting event leads around the host to the same exit; one that does not interrupt leads to an end of its own. */
function boundary(d: Drawing, host: string, kind: 'timer' | 'message' | 'signal' | 'cycle', interrupting: boolean): [string, string] {
  const definition = kind === 'timer' ? timer('P3D') : kind === 'cycle' ? timer('R2/P1D') : kind === 'message' ? message(d) : signal(d);
  const event = element(
    d,
    'b',
    (n) => `<boundaryEvent id="${n}" attachedToRef="${host}" cancelActivity="${interrupting}">${definition}</boundaryEvent>`,
  );
  const side = element(d, interrupting ? 'ut' : 'side', (n) => `<userTask id="${n}"/>`);
  connect(d, event, side);
  if (!interrupting) {
    connect(
      d,
      side,
      element(d, 'e', (n) => `<endEvent id="${n}"/>`),
    );
    return [host, host];
  }
  const merge = element(d, 'g', (n) => `<exclusiveGateway id="${n}"/>`);
  connect(d, host, merge);
  connect(d, side, merge);
  return [host, merge];
}
