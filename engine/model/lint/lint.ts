/**
 * All rules on a diagram, after vendors/ has rewritten it. Pure; a bad diagram is a list of findings, never an exception. Texts for
 * users are in ../messages, by code.
 */
import type { BpmnElement } from '../bpmn-element.ts';
import { diagramOf } from './diagram.ts';
import type { Diagram } from './diagram.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { adHoc } from './rules/ad-hoc.ts';
import { boundaryEvents } from './rules/boundary-events.ts';
import { calledElements } from './rules/called-elements.ts';
import { compensation } from './rules/compensation.ts';
import { drawing } from './rules/drawing.ts';
import { elementSupport } from './rules/element-support.ts';
import { enumerations } from './rules/enumerations.ts';
import { eventGateways } from './rules/event-gateways.ts';
import { eventSubProcesses } from './rules/event-sub-processes.ts';
import { events } from './rules/events.ts';
import { gateways } from './rules/gateways.ts';
import { ids } from './rules/ids.ts';
import { instantiation } from './rules/instantiation.ts';
import { lanes } from './rules/lanes.ts';
import { links } from './rules/links.ts';
import { loops } from './rules/loops.ts';
import { messageReceivers } from './rules/message-receivers.ts';
import { messageFlows } from './rules/message-flows.ts';
import { misplaced } from './rules/misplaced.ts';
import { outcomes } from './rules/outcomes.ts';
import { ranges } from './rules/ranges.ts';
import { reachability } from './rules/reachability.ts';
import { references } from './rules/references.ts';
import { resourceRoles } from './rules/resource-roles.ts';
import { separationOfDuties } from './rules/separation-of-duties.ts';
import { signedSteps } from './rules/signed-steps.ts';
import { sequenceFlows } from './rules/sequence-flows.ts';
import { startAndEnd } from './rules/start-and-end.ts';
import { taskRequirements } from './rules/task-requirements.ts';
import { timers } from './rules/timers.ts';
import { tokenFlow } from './rules/token-flow.ts';
import { transactions } from './rules/transactions.ts';
import { userTasks } from './rules/user-tasks.ts';
import { votes } from './rules/votes.ts';
import { work } from './rules/work.ts';

export type LintRule = (diagram: Diagram) => Finding[];

export const LINT_RULES: readonly LintRule[] = [
  elementSupport,
  enumerations,
  references,
  misplaced,
  ids,
  startAndEnd,
  sequenceFlows,
  reachability,
  gateways,
  tokenFlow,
  events,
  boundaryEvents,
  eventGateways,
  instantiation,
  eventSubProcesses,
  links,
  timers,
  messageFlows,
  messageReceivers,
  transactions,
  compensation,
  adHoc,
  loops,
  calledElements,
  work,
  userTasks,
  outcomes,
  votes,
  separationOfDuties,
  signedSteps,
  taskRequirements,
  resourceRoles,
  ranges,
  lanes,
  drawing,
];

/** More than an author can read; the rest shows when these are mended. */
const MOST_FINDINGS = 1_000;

/** Findings, errors first. */
export function lintDefinitions(definitions: BpmnElement): readonly Finding[] {
  const diagram = diagramOf(definitions);
  const found = LINT_RULES.flatMap((rule) => rule(diagram));
  const ordered = [...found.filter(({ severity }) => severity === 'error'), ...found.filter(({ severity }) => severity === 'warning')];
  if (ordered.length <= MOST_FINDINGS) return ordered;
  const left = ordered.length - MOST_FINDINGS;
  return [
    ...ordered.slice(0, MOST_FINDINGS),
    finding('warning', 'moreFindings', definitions, `${left} more are not listed.`, { count: left }),
  ];
}
