import type { Database } from '../connection.ts';
import type { Page, PageRequest, TaskItem } from '../contract.ts';
import { taskItemOf, type TaskItemRow } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberOf, numberedPage } from './keyset.ts';

const tasksOf = (table: string, cases: string) =>
  statement(`select task.*, process_case.code as case_code, process_case.title as case_title, process_case.status as case_status
    from ${table} task join ${cases} process_case on process_case.id = task.case_id
    where task.case_id = $1 and task.instance > $2 order by task.instance limit $3`);
const TASKS = tasksOf('user_task', 'process_case');
const ARCHIVED = tasksOf('closed_task', 'closed_case');

/** Tasks of a case in order of instance, closed ones too, of archived cases too. */
export async function listCaseTasks(db: Database, caseId: string, page: PageRequest): Promise<Page<TaskItem>> {
  const limit = checkedLimit(page);
  const values = [caseId, numberOf(page.cursor), limit + 1];
  const open = await rowsOf<TaskItemRow>(db, TASKS, values);
  const rows = open.length > 0 ? open : await rowsOf<TaskItemRow>(db, ARCHIVED, values);
  return numberedPage(rows.map(taskItemOf), limit, ({ instance }) => instance);
}
