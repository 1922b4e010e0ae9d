/** Random diagrams of what the peer engine runs correctly too: tasks, choices, parallel branches of plain tasks, sub-processes. */
import fc from 'fast-check';
import * as bpmn from './elements.ts';

export type PeerBlock =
  | { kind: 'user' | 'pass' }
  | { kind: 'sequence' | 'xor'; parts: PeerBlock[] }
  /** the peer joins too early when a branch has a choice inside: branches are rows of tasks */
  | { kind: 'and'; branches: ('user' | 'pass')[][] }
  | { kind: 'sub'; body: PeerBlock };

const leaf = fc.constantFrom('user' as const, 'user' as const, 'pass' as const);

export const peerBlock: fc.Arbitrary<PeerBlock> = fc.letrec<{ block: PeerBlock }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf.map((kind) => ({ kind })),
    fc.record({ kind: fc.constant('sequence' as const), parts: fc.array(tie('block'), { minLength: 2, maxLength: 4 }) }),
    fc.record({ kind: fc.constant('xor' as const), parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('and' as const),
      branches: fc.array(fc.array(leaf, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('sub' as const), body: tie('block') }),
  ),
})).block;

/** How a choice reads in the language of each engine; `v1`, `v2`, … are its variables. */
export type Condition = (variable: string) => string;

export interface PeerDrawing {
  readonly xml: string;
  readonly variables: readonly string[];
}

export function drawPeer(block: PeerBlock, condition: Condition): PeerDrawing {
  const variables: string[] = [];
  let last = 0;
  const next = (prefix: string): string => `${prefix}${++last}`;

  function scope(inner: PeerBlock): [body: string, flows: string[]] {
    const flows: string[] = [];
    const bodies: string[] = [];
    const add = (id: string, xml: string): string => (bodies.push(xml), id);
    const [begin, done] = [next('go'), next('e')];
    add(begin, bpmn.start(begin));
    const [first, final] = draw(inner);
    flows.push(`${begin} -> ${first}`, `${final} -> ${done}`);
    add(done, bpmn.end(done));
    return [bodies.join(''), flows];

    function single(kind: 'user' | 'pass'): [string, string] {
      const id = next(kind);
      add(id, kind === 'user' ? bpmn.userTask(id) : bpmn.task(id));
      return [id, id];
    }
    function row(parts: readonly [string, string][]): [string, string] {
      parts.slice(1).forEach(([to], index) => flows.push(`${parts[index]?.[1]} -> ${to}`));
      return [parts[0]?.[0] ?? '', parts.at(-1)?.[1] ?? ''];
    }
    function draw(at: PeerBlock): [string, string] {
      switch (at.kind) {
        case 'sequence':
          return row(at.parts.map(draw));
        case 'xor':
          return choice(at.parts);
        case 'and':
          return fork(at.branches);
        case 'sub': {
          const id = next('sub');
          add(id, bpmn.subProcess(id, scope(at.body)));
          return [id, id];
        }
        default:
          return single(at.kind);
      }
    }
    function choice(parts: readonly PeerBlock[]): [string, string] {
      const [split, merge] = [next('x'), next('m')];
      add(merge, bpmn.gateway('exclusive', merge));
      parts.forEach((part, index) => {
        const [from, to] = draw(part);
        const isDefault = index === parts.length - 1;
        const variable = `v${variables.length + 1}`;
        if (!isDefault) variables.push(variable);
        flows.push(isDefault ? `${split} -> ${from}` : `${split} -> ${from} : ${condition(variable)}`);
        if (isDefault) defaults.set(split, `${split} -> ${from}`);
        flows.push(`${to} -> ${merge}`);
      });
      add(split, `%${split}%`);
      return [split, merge];
    }
    function fork(branches: readonly ('user' | 'pass')[][]): [string, string] {
      const [split, join] = [next('f'), next('j')];
      add(split, bpmn.gateway('parallel', split));
      add(join, bpmn.gateway('parallel', join));
      for (const branch of branches) {
        const [from, to] = row(branch.map(single));
        flows.push(`${split} -> ${from}`, `${to} -> ${join}`);
      }
      return [split, join];
    }
  }

  const defaults = new Map<string, string>();
  const [body, flows] = scope(block);
  return { xml: withDefaults(bpmn.definitions(bpmn.process('p', body, flows)), defaults), variables };
}

/** A default flow is known by its id only once all flows are numbered. */
function withDefaults(xml: string, defaults: ReadonlyMap<string, string>): string {
  return xml.replaceAll(/%(x\d+)%/g, (_, split: string) => {
    const [source, target] = (defaults.get(split) ?? '').split(' -> ');
    const flow = new RegExp(`<sequenceFlow id="(\\w+)" sourceRef="${source}" targetRef="${target}"></sequenceFlow>`).exec(xml)?.[1] ?? '';
    return bpmn.gateway('exclusive', split, { attrs: `default="${flow}"` });
  });
}
