import { Rejection } from '../../errors.ts';
import { listen } from '../arming.ts';
import { awaitOthers, openScope } from '../behaviors/scopes.ts';
import { rememberPerformer } from '../behaviors/separation.ts';
import type { StartCase } from '../command.ts';
import { tellInitiator } from '../initiator.ts';
import type { Node, ProcessModel } from '../model/process-model.ts';
import { createInstance, type Instance, NeedSignal, type Run } from '../run.ts';
import { setLocal } from '../variables.ts';
import { receiveAtStart } from '../behaviors/catching.ts';

export function startCase(run: Run, command: StartCase): void {
  if (run.root || run.ended) throw new Rejection('conflict', 'caseStarted', 'Expected a case that has not started yet.');
  const model = run.context.model(command.definition);
  if (!model) throw new NeedSignal({ kind: 'model', id: command.definition });
  const start = startOf(model, command.startEvent);
  run.definitions.push(model.id);
  const root = createInstance(run, model.process, undefined, {}, model);
  run.root = root;
  const received = receiveAtStart(run, root, start, command.variables);
  rememberStarter(run, root);
  tellInitiator(run, root, start);
  listen(run, root);
  if (received) openScope(run, root, start);
  awaitOthers(run, root, start);
}

/** Which case this is and who started it are known to its expressions, and cannot be made up by its data. */
function rememberStarter(run: Run, root: Instance): void {
  const { account, person } = run.context.actor;
  if (run.context.caseId !== undefined) setLocal(run, root, 'caseId', run.context.caseId);
  setLocal(run, root, 'starter', { account, person: person ?? null });
  rememberPerformer(run, 'start', root);
}

/** Without a name: the none start event, the one event or receive task that begins a case, or the elements without incoming flow (13.2, 13.3.4). */
function startOf(model: ProcessModel, id: string | undefined): Node | undefined {
  const starts = model.process.scope?.starts ?? [];
  const events = starts.filter((node) => node.kind === 'startEvent' || node.begins);
  if (id !== undefined) {
    const named = events.find((node) => node.id === id);
    if (named) return named;
    throw new Rejection('notFound', 'startEventUnknown', `Expected ${model.key} to have a start event '${id}'.`, {
      details: { startEvent: id },
    });
  }
  if (events.length === 0) return undefined;
  const none = events.filter((node) => node.kind === 'startEvent' && node.triggers.length === 0);
  if (none.length === 1) return none[0];
  if (events.length === 1) return events[0];
  throw new Rejection('conflict', 'startEventAmbiguous', `Expected a start event of ${model.key} to be named: it has ${events.length}.`, {
    details: { startEvents: events.map((node) => node.id) },
  });
}
