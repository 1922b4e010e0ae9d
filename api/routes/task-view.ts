/** One task as its reader sees it: what it asks for, how it can end, and what the reader may do with it. */
import type { Static } from 'typebox';
import { choicesOf } from '../../casework/completion.ts';
import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { modelOf } from '../../commands/loading/load-model.ts';
import { askedOfTask } from '../../commands/tasks/asked-of-task.ts';
import { withDeadline } from '../../commands/tasks/deadline-view.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { TaskView } from '../contract/task.ts';
import type { Plain, RouteRequest } from '../route.ts';
import { permissionsOn, type ReadableCase } from './readable.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'services' | 'now'>;

export async function taskView(
  { services: { commands }, now }: Request,
  { task, case: record, ability }: ReadableCase & { readonly task: TaskRecord },
): Promise<Plain<Static<typeof TaskView>>> {
  const { code: caseCode, title: caseTitle, status: caseStatus, revision: caseRevision } = record;
  return {
    ...withDeadline(task, await deadlineMoment(commands, now)),
    ...(await askedOfTask(commands, task)),
    caseCode,
    caseTitle,
    caseStatus,
    caseRevision,
    permissions: permissionsOn(ability, 'Task', { ...task }),
    choices: choicesOf(await modelOf(commands, task.definition), task),
  };
}
