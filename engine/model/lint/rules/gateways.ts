/** Splits that cannot decide, and merges and splits that a reader of the diagram does not see (BPMN 10.6). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function gateways(diagram: Diagram): Finding[] {
  return diagram.scopes.flatMap(({ nodes }) =>
    nodes.flatMap((node) =>
      isType(node, 'bpmn:Gateway')
        ? [...decision(diagram, node), ...activation(diagram, node), ...direction(diagram, node)]
        : implicit(diagram, node),
    ),
  );
}

function decision(diagram: Diagram, gateway: BpmnElement): Finding[] {
  if (!isType(gateway, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway')) return [];
  const outgoing = diagram.outgoing(gateway);
  if (outgoing.length < 2) return [];
  const byDefault = childOf(gateway, 'default');
  const open = outgoing.filter((flow) => !childOf(flow, 'conditionExpression') && flow !== byDefault);
  const details = { flows: open.map(({ id }) => id).join(', ') };
  if (open.length > 1 && isType(gateway, 'bpmn:ExclusiveGateway')) {
    return [finding('error', 'exclusiveUndecided', gateway, 'Several flows have no condition; one of them can be the default.', details)];
  }
  if (open.length > 0)
    return [finding('warning', 'flowWithoutCondition', gateway, 'A flow has no condition and is not the default.', details)];
  if (!byDefault) return [finding('warning', 'defaultMissing', gateway, 'When no condition holds, the case stops with an incident.')];
  return [];
}

/** What a complex gateway waits for is its condition and nothing else (BPMN 10.6.5). */
function activation(diagram: Diagram, gateway: BpmnElement): Finding[] {
  if (!isType(gateway, 'bpmn:ComplexGateway') || diagram.incoming(gateway).length < 2 || childOf(gateway, 'activationCondition')) return [];
  return [finding('error', 'activationMissing', gateway, 'It joins flows without an activation condition.')];
}

function direction(diagram: Diagram, gateway: BpmnElement): Finding[] {
  const incoming = diagram.incoming(gateway).length;
  const outgoing = diagram.outgoing(gateway).length;
  const said = String(gateway.get('gatewayDirection'));
  const wrong =
    (said === 'Converging' && outgoing > 1) ||
    (said === 'Diverging' && incoming > 1) ||
    (said === 'Mixed' && (incoming < 2 || outgoing < 2));
  const found = wrong ? [finding('warning', 'gatewayDirection', gateway, `It says ${said}.`, { direction: said, incoming, outgoing })] : [];
  if (incoming === 1 && outgoing === 1) found.push(finding('warning', 'gatewayIdle', gateway, 'It neither splits nor joins.'));
  return found;
}

function implicit(diagram: Diagram, node: BpmnElement): Finding[] {
  const found: Finding[] = [];
  const incoming = diagram.incoming(node).length;
  if (incoming > 1) found.push(finding('warning', 'implicitMerge', node, 'Each incoming flow runs it once.', { count: incoming }));
  const byDefault = isType(node, 'bpmn:Activity') ? childOf(node, 'default') : undefined;
  const open = diagram.outgoing(node).filter((flow) => !childOf(flow, 'conditionExpression') && flow !== byDefault);
  if (open.length > 1) found.push(finding('warning', 'implicitSplit', node, 'All its flows are taken at once.', { count: open.length }));
  return found;
}
