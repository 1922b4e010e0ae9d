/** Link events jump within one scope: one target per name, any number of sources (BPMN 10.5.5). */
import type { BpmnElement } from '../../bpmn-element.ts';
import { childOf, childrenOf, isType } from '../../bpmn-element.ts';
import { textOf } from '../../moddle-element.ts';
import type { Diagram, Scope } from '../diagram.ts';
import { linkDefinition, linkName } from '../event-triggers.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function links(diagram: Diagram): Finding[] {
  return diagram.scopes.flatMap((scope) => ofScope(diagram, scope));
}

function ofScope(diagram: Diagram, { nodes }: Scope): Finding[] {
  const reached = new Set(nodes.flatMap((node) => diagram.linkTargets(node)));
  return nodes.flatMap((node) => ofEvent(diagram, reached, node));
}

function ofEvent(diagram: Diagram, reached: ReadonlySet<BpmnElement>, event: BpmnElement): Finding[] {
  const definition = linkDefinition(event);
  if (!definition) return [];
  const name = linkName(event) ?? '';
  const found: Finding[] = [];
  const throws = isType(event, 'bpmn:ThrowEvent');
  if (name === '') found.push(finding('error', 'linkName', event, 'The link has no name.'));
  if ((throws ? diagram.outgoing(event) : diagram.incoming(event)).length > 0) {
    found.push(finding('error', throws ? 'linkThrowOutgoing' : 'linkCatchIncoming', event, 'A link replaces the sequence flow.'));
  }
  const targets = diagram.linkTargets(event);
  if (throws && targets.length !== 1) {
    found.push(
      finding('error', 'linkTarget', event, `There are ${targets.length} link catch events '${name}'.`, { name, count: targets.length }),
    );
  }
  if (!throws && !reached.has(event)) {
    found.push(finding('warning', 'linkSource', event, `No link leads to '${name}'.`, { name }));
  }
  return [...found, ...references(event, definition, name)];
}

/** Links are joined by name; references that say otherwise would be ignored. */
function references(event: BpmnElement, definition: BpmnElement, name: string): Finding[] {
  const others = [childOf(definition, 'target'), ...childrenOf(definition, 'source')].filter((other) => other !== undefined);
  const differs = others.some((other) => textOf(other, 'name') !== undefined && textOf(other, 'name') !== name);
  return differs ? [finding('error', 'linkReference', event, `Its source or target is not named '${name}'.`, { name })] : [];
}
