/** Processes and sub-processes (BPMN 13.3.4, 13.3.5): how a scope begins, and when it is done. */
import { disarm, listen, listenedEvents } from '../arming.ts';
import { nextHandler } from '../compensation.ts';
import { completeInstance } from '../completion.ts';
import { passThrough } from '../flows.ts';
import { attempt, guarded, raiseIncident } from '../incidents.ts';
import { clearScope, isStopped, killInstance, removeInstance } from '../instances.ts';
import type { Node } from '../model/process-model.ts';
import { createInstance, enqueue, type Instance, isLoopBody, isMarker, type Run } from '../run.ts';
import { applyInputs, evaluate, localsOf, setLocal, visibleVariables } from '../variables.ts';

/** Puts the first tokens into a scope. With a `start`, only there (an event that started it). */
export function openScope(run: Run, scope: Instance, start?: Node): void {
  run.touched.add(scope);
  declareProperties(run, scope);
  if (scope.node.scope?.adHoc) return;
  const starts = start ? [start] : (scope.node.scope?.starts ?? []);
  for (const node of starts) {
    if (node.kind === 'startEvent' || (node === start && node.begins)) passThrough(run, node, scope);
    else enqueue(run, { kind: 'enter', scope, node, memory: {} });
  }
}

/** A case that one of several messages has started waits for the others (10.6.6, parallel event-based gateway). */
export function awaitOthers(run: Run, scope: Instance, start: Node | undefined): void {
  for (const node of start?.begins ?? []) enqueue(run, { kind: 'enter', scope, node, memory: {} });
}

/** A sub-process' own variables are there, empty, from its beginning: what is written to them stays inside and ends with it (10.4.1). */
function declareProperties(run: Run, scope: Instance): void {
  const own = localsOf(run, scope);
  for (const name of scope.node.scope?.properties ?? []) if (!own || !Object.hasOwn(own, name)) setLocal(run, scope, name, null);
}

/** An event sub-process begins inside the scope that listened for its start event (10.3.5.6). */
export function openEventSubProcess(run: Run, scope: Instance, start: Node): Instance | undefined {
  const node = start.parent;
  if (!node) return undefined;
  const instance = createInstance(run, node, scope);
  listen(run, instance);
  return instance;
}

/** Its own data first, then its tokens. */
export function runEventSubProcess(run: Run, instance: Instance, start: Node): void {
  guarded(run, instance, ['execute'], () => {
    applyInputs(run, instance, instance.node.inputs);
    openScope(run, instance, start);
  });
}

/** Looks at every scope in which something ended: one without tokens, inside or on their way, is done, or compensates on. */
export function settleScopes(run: Run): void {
  for (const scope of run.touched) {
    run.touched.delete(scope);
    if (!scope.alive) continue;
    if (run.adHocProgress.delete(scope) && adHocIsComplete(run, scope)) finishAdHoc(run, scope);
    else if (isDone(scope)) finishScope(run, scope);
    else if (scope.memory.cw && isEmpty(scope)) nextHandler(run, scope);
    else if (isCompleting(scope)) closeHandlers(run, scope);
  }
}

/** The activity's own flow has ended and only its event handlers are still running (13.3.2, state Completing). */
function isCompleting(scope: Instance): boolean {
  const facet = scope.node.scope;
  if (!facet?.eventStarts.length || facet.adHoc || scope.memory.es || scope.pending || isLoopBody(scope) || isMarker(scope)) return false;
  return scope.children.every((child) => child.node.scope?.triggeredByEvent);
}

/** From then on no new handler can begin. */
function closeHandlers(run: Run, scope: Instance): void {
  for (const start of scope.node.scope?.eventStarts ?? []) disarm(run, scope, start);
  scope.memory.es = 2;
}

/** A person puts a token back into a scope that was completing: its event sub-processes can start again. */
export function reopenHandlers(run: Run, scope: Instance): void {
  if (scope.memory.es !== 2) return;
  delete scope.memory.es;
  listen(
    run,
    scope,
    [...listenedEvents(scope)].filter((event) => event.kind === 'startEvent'),
  );
}

function isEmpty(scope: Instance): boolean {
  return scope.children.length === 0 && scope.pending === 0;
}

function isDone(scope: Instance): boolean {
  if (!isEmpty(scope) || !scope.node.scope || scope.node.scope.adHoc) return false;
  return !isLoopBody(scope) && !isMarker(scope) && !isStopped(scope);
}

function finishScope(run: Run, scope: Instance): void {
  if (scope.node.kind === 'process') return finishProcess(run, scope);
  completeInstance(run, scope);
}

function finishProcess(run: Run, process: Instance): void {
  const caller = process.parent;
  const produced = caller?.node.call?.propagateOut || caller?.node.outputs.length ? visibleVariables(run, process) : {};
  removeInstance(run, process, 'completed');
  if (caller) return completeInstance(run, caller, produced);
  run.ended ??= 'completed';
  run.effects.push({ type: 'caseEnded', how: run.ended });
}

/** Looked at after each activity in it (10.3.5.4). Null counts as false: the variable is usually set only at the end. */
function adHocIsComplete(run: Run, scope: Instance): boolean {
  const completion = scope.node.scope?.adHoc?.completion;
  if (!completion) return false;
  let holds = false;
  const stopped = attempt(() => (holds = evaluate(run, scope, completion) === true));
  if (stopped) raiseIncident(run, scope, ['event', scope.node.id], stopped.kind, stopped.message);
  if (holds && !scope.node.scope?.adHoc?.cancelRemaining) return scope.children.length === 0 && scope.pending === 0;
  return holds;
}

export function finishAdHoc(run: Run, scope: Instance): void {
  clearScope(run, scope);
  completeInstance(run, scope);
}

/** A terminate end event ends its scope at once; the case itself when it lies in the root process (10.5.3). */
export function terminateScope(run: Run, scope: Instance): void {
  clearScope(run, scope);
  if (scope.node.kind === 'process' && !scope.parent) run.ended = 'terminated';
  run.touched.add(scope);
}

/** Ends the whole case from outside. */
export function cancelCase(run: Run): void {
  if (run.root) killInstance(run, run.root);
  run.ended = 'cancelled';
  run.effects.push({ type: 'caseEnded', how: 'cancelled' });
}
