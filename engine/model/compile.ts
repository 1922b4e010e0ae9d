/**
 * Diagram (moddle tree) to executable models, one per process. Never throws on a bad diagram: every fault is a problem that
 * names its element; models come out only where the process has none.
 */
import type { Problem } from '../../errors.ts';
import type { CompileContext, CompileOptions, Draft, FlowDraft, MessageRoute, NodeDraft } from './compile-context.ts';
import { expressionOf, valueListOf } from './compile-context.ts';
import { nodeOf } from './compile-node.ts';
import { compileScope } from './compile-scope.ts';
import { flagOf, listOf, type ModdleElement, refOf, textOf, typeOf } from './moddle-element.ts';
import type { Node, ProcessModel } from './process-model.ts';
import { reachOf } from './reachability.ts';

export interface Compiled {
  readonly models: readonly ProcessModel[];
  readonly problems: readonly Problem[];
}

/** `idOf` gives the definition id (version) of a process key. */
export function compileDefinitions(
  definitions: ModdleElement,
  options: CompileOptions,
  idOf: (key: string) => string = (key) => key,
): Compiled {
  const problems: Problem[] = [];
  const roots = listOf(definitions, 'rootElements');
  const context: CompileContext = { options, problems, ...messageRoutes(roots) };
  const models: ProcessModel[] = [];
  for (const element of roots) {
    if (typeOf(element) !== 'Process') continue;
    const before = problems.length;
    const model = compileProcess(context, element, idOf);
    if (model && problems.length === before) models.push(model);
  }
  return { models, problems };
}

function compileProcess(context: CompileContext, element: ModdleElement, idOf: (key: string) => string): ProcessModel | undefined {
  const process = nodeOf(context, element, undefined);
  if (!process) return undefined;
  const nodes = new Map<string, NodeDraft>([[process.id, process]]);
  const flows = new Map<string, FlowDraft>();
  compileScope(context, element, process, { nodes, flows });
  for (const node of nodes.values()) if (isWaitingJoin(node)) node.reach = reachOf(node as Node, node.parent?.scope?.children ?? []);
  return {
    id: idOf(process.id),
    key: process.id,
    name: process.name,
    executable: flagOf(element, 'isExecutable', true),
    process: process as Node,
    nodes: nodes as ReadonlyMap<string, Node>,
    flows,
    caseTitle: expressionOf(context, element, textOf(element, 'tk:caseTitle'), 'caseTitle'),
    persons: expressionOf(context, element, textOf(element, 'tk:persons'), 'persons'),
    lines: textOf(element, 'tk:lines'),
    candidateStarterRoles: valueListOf(context, element, textOf(element, 'tk:candidateStarterRoles'), 'candidateStarterRoles'),
    separation: textOf(element, 'tk:separation') === 'process' ? 'process' : 'case',
    slips: slipsOf(textOf(element, 'tk:slips')),
    remembered: separateDuties(nodes),
    watchesConditions: [...nodes.values()].some((node) => node.triggers.some((trigger) => trigger.kind === 'conditional')),
  };
}

function isWaitingJoin(node: NodeDraft): boolean {
  return (node.kind === 'inclusiveGateway' || node.kind === 'complexGateway') && node.incoming.length > 1;
}

const slipsOf = (text: string | undefined): ProcessModel['slips'] => (text === 'all' || text === 'decisions' ? text : 'none');

/** Separation holds both ways: who did Y may not do X either, whichever of the two comes first. */
function separateDuties(nodes: ReadonlyMap<string, NodeDraft>): ReadonlySet<string> {
  const remembered = new Set<string>();
  for (const node of nodes.values()) {
    for (const id of node.userTask?.separateFrom ?? []) {
      remembered.add(id);
      const other = nodes.get(id)?.userTask as Draft<NonNullable<Node['userTask']>> | undefined;
      if (!other) continue;
      if (!other.separateFrom.includes(node.id)) other.separateFrom.push(node.id);
      remembered.add(node.id);
    }
  }
  return remembered;
}

/** Message flows connect elements, or the pools they lie in (BPMN 9.4); a pool stands for its process. */
function messageRoutes(roots: readonly ModdleElement[]): { sends: Map<string, MessageRoute>; receives: Map<string, MessageRoute> } {
  const sends = new Map<string, MessageRoute>();
  const receives = new Map<string, MessageRoute>();
  for (const collaboration of roots.filter((root) => ['Collaboration', 'GlobalConversation'].includes(typeOf(root)))) {
    const participants = listOf(collaboration, 'participants');
    for (const flow of listOf(collaboration, 'messageFlows')) {
      const source = refOf(flow, 'sourceRef');
      const target = refOf(flow, 'targetRef');
      const reference = refOf(flow, 'messageRef');
      const message = (reference && (textOf(reference, 'name') ?? reference.id)) ?? textOf(flow, 'name') ?? flow.id;
      const route: MessageRoute = { message, target: target && processKeyOf(target, participants) };
      if (source?.id !== undefined) sends.set(source.id, route);
      if (target?.id !== undefined) receives.set(target.id, route);
    }
  }
  return { sends, receives };
}

function processKeyOf(target: ModdleElement, participants: readonly ModdleElement[]): string | undefined {
  if (typeOf(target) === 'Participant') return refOf(target, 'processRef')?.id ?? textOf(target, 'name') ?? target.id;
  for (let element: ModdleElement | undefined = target; element; element = element.$parent) {
    if (typeOf(element) === 'Process') return element.id;
  }
  return participants.find((participant) => participant.id === target.id)?.id;
}
