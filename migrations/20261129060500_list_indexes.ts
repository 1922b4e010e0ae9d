/**
 * Lists in their usual order. Open tasks by due time, those without one last: somebody who may see the tasks of whole units gets a
 * page without sorting them all; it takes the place of the index of overdue ones. And incidents that are resolved, newest first.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create index user_task_open on user_task (due_at, case_id, instance) where state = 'open';
    drop index user_task_due;
    create index incident_resolved on incident (opened_at desc, id desc) where resolved_at is not null;`);
}
