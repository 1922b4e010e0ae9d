/** Joins that wait for tokens that never come, and paths that run twice because nothing joined them (BPMN 13.4). */
import { isType } from '../../bpmn-element.ts';
import type { Diagram, Scope } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { play } from '../token-game.ts';
import { netOf } from '../token-net.ts';

export function tokenFlow(diagram: Diagram): Finding[] {
  return diagram.scopes.filter(({ container }) => !isType(container, 'bpmn:AdHocSubProcess')).flatMap((scope) => ofScope(diagram, scope));
}

/** Scopes beyond this are not drawn by people, and each step of the game looks at all of their nodes. */
const MOST_NODES = 2_000;

function ofScope(diagram: Diagram, scope: Scope): Finding[] {
  if (scope.nodes.length > MOST_NODES) return [unchecked(scope)];
  const { stuck, passed, repeated, cut } = play(netOf(diagram, scope));
  const found: Finding[] = [];
  for (const join of stuck) {
    if (passed.has(join))
      found.push(finding('warning', 'joinMayWait', join, 'In some runs not all of its branches arrive, and the case waits here for ever.'));
    else if (!cut) found.push(finding('error', 'joinNeverFires', join, 'Its branches never all arrive.'));
  }
  for (const node of repeated)
    found.push(finding('warning', 'notSynchronised', node, 'Parallel paths meet here without a join: what follows runs more than once.'));
  if (cut) found.push(unchecked(scope));
  return found;
}

function unchecked({ container }: Scope): Finding {
  return finding('warning', 'tokenFlowUnchecked', container, 'It has too many paths to check all its joins.');
}
