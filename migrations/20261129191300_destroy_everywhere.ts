/**
 * What is destroyed with the contents of a case: also the list of its attachments and scans wherever it was copied to (receipts of
 * deliveries, messages, jobs, events and results of rounds), by what it was looked for, and the key that its values were sealed with.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const MORE = `
    update document_delivery set scans = null where case_id = v_case;
    update user_task set name = node where case_id = v_case;
    update closed_task set name = node where case_id = v_case;
    update incident set message = '' where case_id = v_case;
    update mail set answer = null where notice in (select id from notice where case_id = v_case);
    update case_member set result = null, reason = case when reason is null then null else '' end where line_case = v_case;
    update round_event set data = '{}' where round_case = v_case;
    delete from message_buffer where consumed_by = v_case or case_id = v_case;
    delete from outbox where case_id = v_case;
    delete from job where case_id = v_case;
    delete from case_index where case_id = v_case;
    delete from lookup_code where case_id = v_case;
    delete from data_key where owner = v_case::text;
    return v_steps;`;

export async function up(k: Knex): Promise<void> {
  await patchFunction(k, 'destroy_contents', [['    return v_steps;', MORE.slice(1)]]);
}
