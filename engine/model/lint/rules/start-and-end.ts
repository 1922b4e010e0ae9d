/** Where a process begins and ends (BPMN 10.5.2, 10.5.3, 10.3.5). */
import { isType } from '../../bpmn-element.ts';
import type { Diagram, Scope } from '../diagram.ts';
import { triggersOf } from '../event-triggers.ts';
import { instantiates } from './instantiation.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

export function startAndEnd({ scopes, definitions }: Diagram): Finding[] {
  const processes = scopes.filter(({ container }) => isType(container, 'bpmn:Process'));
  if (processes.length === 0) return [finding('error', 'processMissing', definitions, 'The file has no process.')];
  return [...processes.flatMap(ofProcess), ...executable(processes), ...scopes.flatMap(ofScope)];
}

function ofProcess({ container, nodes }: Scope): Finding[] {
  if (nodes.length === 0) return [finding('error', 'processEmpty', container, 'The process has no elements.')];
  const starts = nodes.filter((node) => isType(node, 'bpmn:StartEvent'));
  const plain = starts.filter((start) => triggersOf(start).length === 0);
  const found: Finding[] = [];
  if (starts.length === 0 && !nodes.some(instantiates)) found.push(finding('warning', 'startMissing', container, 'It has no start event.'));
  if (plain.length > 1) found.push(finding('warning', 'severalNoneStarts', container, 'It has several start events without trigger.'));
  return found;
}

/** A process that says it is not executable is not executed (10.2.1): beside others it is for reading, alone it is nothing to deploy. */
function executable(processes: readonly Scope[]): Finding[] {
  const idle = processes.filter(({ container }) => container.get('isExecutable') === false);
  const severity = idle.length === processes.length ? 'error' : 'warning';
  const details = { attribute: 'isExecutable' };
  return idle.map(({ container }) => finding(severity, 'notExecutable', container, 'isExecutable is false.', details));
}

function ofScope({ container, nodes }: Scope): Finding[] {
  if (isType(container, 'bpmn:AdHocSubProcess') || nodes.length === 0) return [];
  const found: Finding[] = [];
  const starts = nodes.filter((node) => isType(node, 'bpmn:StartEvent'));
  if (!nodes.some((node) => isType(node, 'bpmn:EndEvent'))) found.push(finding('warning', 'endMissing', container, 'It has no end event.'));
  const embedded = isType(container, 'bpmn:SubProcess') && container.get('triggeredByEvent') !== true;
  for (const start of starts) {
    const triggered = triggersOf(start).length > 0;
    if (embedded && triggered)
      found.push(finding('error', 'subProcessStartTrigger', start, 'An embedded sub-process starts without trigger.'));
  }
  if (embedded && starts.length > 1) found.push(finding('error', 'subProcessStarts', container, 'A sub-process has one start event.'));
  return found;
}
