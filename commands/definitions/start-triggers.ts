/** What starts cases of a process by itself: start events with a message, signal or timer, and what else instantiates. */
import type { Node, ProcessModel, Trigger } from '../../engine/model/process-model.ts';
import type { StartTrigger } from '../../store/contract.ts';
import type { DeploymentProblem } from '../contract.ts';
import { firstStart } from './start-times.ts';
import { resourceProblem } from './resource-problem.ts';

export interface StartTriggers {
  readonly triggers: readonly StartTrigger[];
  readonly problems: readonly DeploymentProblem[];
}

export function startTriggers({ process }: ProcessModel, resource: string, now: string): StartTriggers {
  const problems: DeploymentProblem[] = [];
  const events = (process.scope?.children ?? []).filter((node) => node.kind === 'startEvent' || node.begins);
  const triggers = events.flatMap((event) => event.triggers.flatMap((trigger) => triggerOf(event, trigger, { resource, now, problems })));
  return { triggers, problems };
}

interface Report {
  readonly resource: string;
  readonly now: string;
  readonly problems: DeploymentProblem[];
}

function triggerOf({ id }: Node, trigger: Trigger, { resource, now, problems }: Report): StartTrigger[] {
  switch (trigger.kind) {
    case 'message':
    case 'signal':
      return [{ kind: trigger.kind, node: id, name: trigger.name }];
    case 'timer': {
      const first = firstStart(trigger.timer, now);
      if ('due' in first) return first.due === undefined ? [] : [{ kind: 'timer', node: id, due: first.due }];
      problems.push(resourceProblem(first.problem, resource, id, { value: first.value }));
      return [];
    }
    default:
      problems.push(resourceProblem('startTriggerUnsupported', resource, id, { trigger: trigger.kind }));
      return [];
  }
}
